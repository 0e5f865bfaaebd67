// What was meant by what the index does not have: Chinese pairs by sound and by look, pinyin and its initials, English words with a
// slip, beginnings of codes. Only words that the index does not have, or hardly has beside a far more frequent one, are read as
// another; every step is bounded.
#pragma once

#include <string_view>

#include "search/query_terms.h"
#include "search/vocabulary.h"

namespace casebook::search {

// Terms of the index, with trust and origin. `text`: as typed, what the tokens were made of.
QueryTerms respell(std::string_view text, const TypedTokens& tokens,
                   const TermStatistics& statistics, const LanguageAids& aids);

}  // namespace casebook::search
