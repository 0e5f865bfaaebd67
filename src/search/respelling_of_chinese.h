// Chinese pairs of characters that the index does not have, read as those that sound or look alike. For respelling.cpp.
#pragma once

#include "search/query_terms.h"
#include "search/vocabulary.h"

namespace casebook::search {

inline constexpr std::size_t kMostPairsRespelt = 40;  // in a longer text enough is spelt right
inline constexpr double kHardlyAny = 2;               // documents that have a pair

QueryTerms respell_chinese(const TypedTokens& tokens, const TermStatistics& statistics,
                           const Vocabulary& vocabulary);

}  // namespace casebook::search
