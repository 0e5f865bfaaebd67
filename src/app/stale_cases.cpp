#include "app/stale_cases.h"

#include <algorithm>

#include "app/search_library.h"

namespace casebook::app {
namespace {

constexpr std::size_t kAtOnce = 500;

SearchRequest cases_of(State state, const Viewer& viewer, std::size_t first) {
    SearchRequest request;
    request.filters = {{"kind", std::string(to_text(Kind::case_))},
                       {"state", std::string(to_text(state))}};
    request.order = search::SearchOrder::oldest;
    request.first = first;
    request.limit = kAtOnce;
    request.viewer = viewer;
    return request;
}

Result<void> add_stale(const Workspace& workspace, State state, const Viewer& viewer,
                       StaleCases& stale) {
    const Date today = workspace.clock().now().date();
    std::size_t total = 1;
    for (std::size_t first = 0; first < total; first += kAtOnce) {
        if (first + kAtOnce > search::kDeepest) {
            stale.looked_at_all = false;
            return {};
        }
        auto page = search_library(workspace, cases_of(state, viewer, first));
        if (!page) return page.error();
        total = page->total;
        for (SearchHit& hit : page->hits)
            if (is_stale(hit.entry, today, workspace.options().shelf_life))
                stale.found.push_back(std::move(hit.entry));
    }
    return {};
}

// The day from which on the case is not to be trusted any more, for the order of the list.
std::chrono::sys_days overdue_since(const Entry& entry, std::chrono::days shelf_life) {
    const auto end = entry.valid_until ? std::chrono::sys_days{*entry.valid_until}
                                       : std::chrono::sys_days::max();
    if (!entry.confirmed) return end;
    return std::min(end, std::chrono::sys_days{*entry.confirmed} + shelf_life);
}

}  // namespace

Result<StaleCases> find_stale_cases(const Workspace& workspace, const Viewer& viewer,
                                    std::size_t most) {
    StaleCases stale;
    for (const State state : {State::verified, State::unverified})
        if (auto added = add_stale(workspace, state, viewer, stale); !added) return added.error();
    const auto shelf_life = workspace.options().shelf_life;
    std::stable_sort(stale.found.begin(), stale.found.end(), [&](const Entry& a, const Entry& b) {
        return overdue_since(a, shelf_life) < overdue_since(b, shelf_life);
    });
    if (stale.found.size() > most) stale.found.resize(most);
    return stale;
}

}  // namespace casebook::app
