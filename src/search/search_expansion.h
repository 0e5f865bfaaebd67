// The search finds what a word is called elsewhere, too: a word of the query may be met by its synonyms. A phrase in quotation marks
// is taken at its word, and so is what must not be there.
#pragma once

#include "search/query_terms.h"
#include "search/search_language.h"

namespace casebook::search {

ParsedQuery with_other_words(ParsedQuery query, const WordLists& words);

// The query with its unknown words read as those that the index has (respelling.h); for when nothing was found. The terms tell what
// was read as what; none: there is nothing else to look for.
struct RespeltQuery {
    ParsedQuery query;
    QueryTerms readings;
};
RespeltQuery with_respellings(ParsedQuery query, const TermStatistics& statistics,
                              const LanguageAids& aids);

}  // namespace casebook::search
