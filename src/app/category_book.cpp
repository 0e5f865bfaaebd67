#include "app/category_book.h"

#include "base/log.h"

namespace casebook::app {
namespace {

std::string version_of_file(const content::Library& library) {
    const auto stamp = library.stamp(std::string(content::kCategoriesFile));
    return stamp ? stamp->version : std::string();
}

}  // namespace

std::shared_ptr<const Categories> CategoryBook::all() const {
    const std::string version = version_of_file(library_);
    const std::lock_guard lock(mutex_);
    if (version == version_) return categories_;
    version_ = version;
    auto read = library_.load_categories();
    if (read)
        categories_ = std::make_shared<const Categories>(std::move(*read));
    else
        log(read.error());
    return categories_;
}

}  // namespace casebook::app
