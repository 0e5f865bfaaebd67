// Looking something up, by words and filters, over cases, dailies and posts; and the lists of everything.
#pragma once

#include <string>
#include <vector>

#include "app/evidence.h"
#include "app/readings.h"
#include "app/workspace.h"
#include "domain/viewer.h"

namespace casebook::app {

struct SearchRequest {
    std::string
        text;  // in the language of search/search_language.h; empty: everything. Any bytes are taken
    std::vector<search::ChosenFilter> filters;
    search::SearchOrder order = search::SearchOrder::relevance;
    std::size_t first = 0;
    std::size_t limit = 10;
    search::Facet facets = search::Facet::none;
    Viewer viewer = Viewer::of_the_machine();
};

struct SearchHit {
    Entry entry;
    std::string path;
    double score = 0;
    Evidence evidence;
};

struct SearchPage {
    search::ParsedQuery query;  // as it was understood
    std::vector<SearchHit> hits;
    std::vector<Reading> readings;     // what stands in the hits for what was typed
    std::size_t first = 0, limit = 0;  // as asked for
    std::size_t total = 0;
    search::Total total_is = search::Total::exact;
    search::Facets facets;
    bool degraded = false;  // the index was not whole: there may be more
    double took_ms = 0;
};

// Thread-safe. Error: invalid with the place in the query (search/query_problems.h); corrupt, io.
Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request);

// How many entries of the kind (none: of all) the viewer may see.
Result<std::size_t> count_visible(const Workspace& workspace, const Viewer& viewer,
                                  std::optional<Kind> kind);

}  // namespace casebook::app
