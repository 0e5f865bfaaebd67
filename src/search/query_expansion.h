// What else a complaint may be found by than the words typed: what the desk's lists and OpenCC call the same, and, for what the
// index does not have, its own words that sound, look or are spelt alike. Each with a trust below that of a typed word, so that
// what was typed always says more, and with its origin, so that a person can be told.
//
// A word that the index knows well is never read as another one. All of it is bounded: see the constants in the .cpp.
#pragma once

#include <string_view>

#include "search/query_terms.h"
#include "search/word_lists.h"

namespace casebook::search {

struct TypedText {
    std::string_view text;
    const TypedTokens& tokens;    // of the text
    const QueryTerms& looked_up;  // of the tokens, sorted by term, with the entries that have them
};

// Terms that the index may or may not have, none that is among the tokens; each term once, with its greatest trust.
QueryTerms expand(const TypedText& typed, const TermStatistics& index, const LanguageAids& aids);

}  // namespace casebook::search
