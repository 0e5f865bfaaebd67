#include "app/library_words.h"

namespace casebook::app {
namespace {

template <class List>
void take_over(List& in_use, Result<List> read, std::string_view path, ProblemList& problems) {
    if (read) in_use = std::move(*read);
    problems.replace({std::string(path)}, read ? Problems{} : Problems{read.error()});
}

}  // namespace

void LibraryWords::load(const content::Library& library, ProblemList& problems,
                        search::Index& index) {
    const std::lock_guard lock(mutex_);
    take_over(synonyms_, library.load_synonyms(), content::kSynonymsFile, problems);
    take_over(stock_phrases_, library.load_stock_phrases(), content::kStockPhrasesFile, problems);
    index.use_words(search::WordLists::make(synonyms_, stock_phrases_));
}

bool is_list_or_setting(std::string_view path) {
    return path == content::kSynonymsFile || path == content::kStockPhrasesFile ||
           path == content::kLearningFile;
}

}  // namespace casebook::app
