// The library's lists of words (synonyms.yml, stock_phrases.yml), in use by the index. A list that cannot be read is a problem with
// its place, and its last good state stays in use. Thread-safe.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/problem_list.h"
#include "content/library.h"
#include "search/index.h"

namespace casebook::app {

class LibraryWords {
  public:
    void load(const content::Library& library, ProblemList& problems, search::Index& index);

  private:
    std::mutex mutex_;
    search::WordLists::Groups synonyms_;
    std::vector<std::string> stock_phrases_;
};

// Whether the path, below the library folder, is one of these lists, or learning.yml: what Workspace::load_words() reads.
bool is_list_or_setting(std::string_view path);

}  // namespace casebook::app
