// The search itself, on one open database: from the parsed query to Xapian's, phrases verified, facets counted. For index.cpp.
#pragma once

#include <string>
#include <vector>

#include "search/index.h"
#include "search/xapian_guard.h"

namespace casebook::search {

Result<SearchHits> search_in(const Xapian::Database& database, const SearchQuery& query);
Result<std::string> explain_in(const Xapian::Database& database, const ParsedQuery& query);

Xapian::BM25Weight weighting();
Result<std::vector<Precedent>> precedents_of(const Xapian::MSet& matches);

}  // namespace casebook::search
