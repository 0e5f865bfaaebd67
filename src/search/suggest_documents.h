// Suggesting, on one open database: a complaint's terms, the best entries for them, the order in which they are shown. For index.cpp.
#pragma once

#include "search/index.h"
#include "search/known_terms.h"
#include "search/xapian_guard.h"

namespace casebook::search {

// Valid as long as the database.
TermStatistics statistics_of(const Xapian::Database& database);

// `known`: of the database in this state. `aids`: valid as long as the call.
Result<Precedents> suggest_in(const Xapian::Database& database, KnownTerms& known,
                              const SuggestQuery& query, const LanguageAids& aids = {});

}  // namespace casebook::search
