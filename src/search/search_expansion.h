// The search finds what a word is called elsewhere, too: a word of the query may be met by its synonyms. A phrase in quotation marks
// is taken at its word, and so is what must not be there.
#pragma once

#include "search/query_terms.h"
#include "search/search_language.h"

namespace casebook::search {

struct WiderQuery {
    ParsedQuery query;
    QueryTerms
        readings;  // what may be there instead of what was typed; none: the query is as it was
};

// Words may be met by what the lists call the same.
WiderQuery with_other_words(const ParsedQuery& query, const WordLists& words);

// Unknown words are read as those that the index has (respelling.h); for when nothing was found.
WiderQuery with_respellings(const ParsedQuery& query, const TermStatistics& statistics,
                            const LanguageAids& aids);

}  // namespace casebook::search
