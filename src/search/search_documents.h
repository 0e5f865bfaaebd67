// The search itself, on one open database: from the parsed query to Xapian's, phrases verified, facets counted. For index.cpp.
#pragma once

#include <string>
#include <vector>

#include "search/index.h"
#include "search/snapshot.h"

namespace casebook::search {

Result<SearchHits> search_in(const Snapshot& snapshot, const SearchQuery& query);
Result<std::string> explain_in(const Snapshot& snapshot, const ParsedQuery& query);

Xapian::BM25Weight weighting();

}  // namespace casebook::search
