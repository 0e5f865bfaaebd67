// The lists of everything and the status page.
#pragma once

#include "web/paging.h"
#include "web/views/entry_views.h"

#include "web/views/first_useful_views.h"

namespace casebook::web {

// The steps beside a page of a list (templates/partials/_paging).
struct PagingView {
    std::size_t page = 1, pages = 1;
    std::string previous_url, next_url;
    bool ends_early = false;

    // `base` ends with "?" or "&".
    static PagingView of(const Paging& paging, const std::string& base, std::size_t total);
    void fill(render::View& view) const;
};

struct ListView {
    std::size_t total = 0;
    PagingView paging;
    std::vector<RowView> rows;

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
    std::vector<FirstUsefulDayView> first_useful;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
