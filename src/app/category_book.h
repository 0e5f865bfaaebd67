// categories.yml as it is now: read again when the file changed, so that who edits it need not restart anything. A file that cannot be
// read leaves the last good state in use; the library's problems name it (workspace.cpp). Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "content/library.h"
#include "domain/category.h"

namespace casebook::app {

using Categories = std::vector<Category>;

class CategoryBook {
  public:
    explicit CategoryBook(const content::Library& library) : library_(library) {}

    // Never null.
    std::shared_ptr<const Categories> all() const;

  private:
    const content::Library& library_;
    mutable std::mutex mutex_;
    mutable std::string version_;  // of the file that was read last; empty: there was none
    mutable std::shared_ptr<const Categories> categories_ = std::make_shared<Categories>();
};

}  // namespace casebook::app
