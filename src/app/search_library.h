// Looking something up by words, over cases, dailies and posts; and the lists of everything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/evidence.h"
#include "app/workspace.h"

namespace casebook::app {

struct SearchRequest {
    std::string text;  // all of its words must be there; empty: everything
    std::optional<Kind> kind;
    search::SearchOrder order = search::SearchOrder::relevance;
    std::size_t first = 0;
    std::size_t limit = 10;
};

struct SearchHit {
    Entry entry;
    std::string path;
    double score = 0;
    Evidence evidence;
};

struct SearchPage {
    std::vector<SearchHit> hits;
    std::size_t total = 0;
    double took_ms = 0;
};

// Thread-safe. Error: corrupt, io.
Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request);

}  // namespace casebook::app
