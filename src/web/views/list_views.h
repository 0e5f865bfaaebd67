// The lists of everything, the search and the status page.
#pragma once

#include "web/views/entry_views.h"

namespace casebook::web {

struct ListView {
    std::size_t total = 0;
    std::size_t page = 1, pages = 1;
    std::string previous_url, next_url;
    std::vector<RowView> rows;

    void fill(render::View& view) const;
};

struct SearchKindView {
    std::string label, url;
    bool current = false;
    void fill(render::View& view) const;
};

struct SearchView {
    std::string query;
    std::size_t total = 0;
    double took_ms = 0;
    std::string error_message, error_hint;
    std::vector<SearchKindView> kinds;
    std::vector<HitView> hits;
    std::size_t page = 1, pages = 1;
    std::string previous_url, next_url;

    void fill(render::View& view) const;
};

struct ProblemView {
    std::string path, reason, hint;
    int line = 0;
    void fill(render::View& view) const;
};

struct StatusView {
    std::size_t case_count = 0, daily_count = 0, post_count = 0, index_documents = 0;
    bool degraded = false;
    std::string index_schema, version;
    std::vector<ProblemView> problems;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
