// Latin letters that the index does not have: pinyin, its initials, or an English word with a slip. For respelling.cpp.
#pragma once

#include <string_view>

#include "search/query_terms.h"
#include "search/vocabulary.h"

namespace casebook::search {

inline constexpr std::size_t kMostWordsRespelt = 40;  // in a longer text enough is spelt right

QueryTerms respell_letters(std::string_view text, const TypedTokens& tokens,
                           const TermStatistics& statistics, const Vocabulary& vocabulary);

}  // namespace casebook::search
