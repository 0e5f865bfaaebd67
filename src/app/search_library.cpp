#include "app/search_library.h"

#include "app/plain_scan.h"

namespace casebook::app {
namespace {

search::Condition filter(std::string_view field, const std::string& value) {
    search::Condition condition;
    condition.what = search::Condition::What::filter;
    condition.text = value;
    condition.field = search::find_exact_field(field);
    return condition;
}

search::Condition drafts() {
    return filter("state", std::string(to_text(State::draft)));
}

// A clause of its own, apart from what was asked: it shows in no address and in no list of chosen filters.
void leave_out_hidden(search::ParsedQuery& query, const Viewer& viewer) {
    const bool finds_nothing = query.asked && query.all_of.empty();
    if (viewer.sees_all() || finds_nothing) return;
    search::Clause hidden{search::Presence::excluded, search::Joined::by_itself, {drafts()}};
    if (!viewer.account().empty()) hidden.unless.push_back(filter("author", viewer.account()));
    query.all_of.push_back(std::move(hidden));
}

// While the index is damaged: from the newest files.
Result<search::SearchHits> find_hits_in_part(const Workspace& workspace,
                                             const search::SearchQuery& query) {
    if (const auto stand_in = workspace.stand_in().index()) {
        auto hits = stand_in->search(query);
        if (hits) {
            hits->total_is = search::Total::at_least;
            hits->facets = {};
            return hits;
        }
    }
    return scan_files(workspace, query);
}

// From the index; from a part when that is damaged or gives an error, which is then known to the worker, too.
Result<search::SearchHits> find_hits(const Workspace& workspace, const search::SearchQuery& query) {
    if (!workspace.health().is_degraded()) {
        auto hits = workspace.index().search(query);
        if (hits || hits.error().kind != ErrorKind::corrupt) return hits;
        workspace.health().set_damaged(hits.error());
    }
    return find_hits_in_part(workspace, query);
}

}  // namespace

Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto query = search::parse_query(request.text, request.filters);
    if (!query) return query.error();
    SearchPage page;
    page.query = *query;
    leave_out_hidden(*query, request.viewer);
    auto hits = find_hits(workspace, {std::move(*query), request.order, request.first,
                                      request.limit, request.facets});
    if (!hits) return hits.error();
    page.degraded = workspace.health().is_degraded();
    page.first = request.first;
    page.limit = request.limit;
    page.total = hits->total;
    page.total_is = hits->total_is;
    page.facets = std::move(hits->facets);
    const search::Matcher matcher(hits->terms);
    for (search::Precedent& found : hits->found) {
        Evidence evidence = find_evidence(found.stored.entry, matcher);
        page.hits.push_back({std::move(found.stored.entry), std::move(found.stored.path),
                             found.score, std::move(evidence)});
    }
    page.readings = readings_of(hits->readings, page.hits);
    page.took_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return page;
}

Result<std::size_t> count_visible(const Workspace& workspace, const Viewer& viewer,
                                  std::optional<Kind> kind) {
    const auto all = workspace.index().count(kind);
    const bool may_hide = !kind || *kind == Kind::case_;
    if (!all || viewer.sees_all() || !may_hide) return all;
    search::SearchQuery hidden;
    hidden.limit = 0;
    hidden.query.all_of.push_back(
        {search::Presence::wanted, search::Joined::by_itself, {drafts()}});
    if (!viewer.account().empty())
        hidden.query.all_of.push_back({search::Presence::excluded,
                                       search::Joined::by_itself,
                                       {filter("author", viewer.account())}});
    const auto hits = workspace.index().search(hidden);
    if (!hits) return hits.error();
    return *all - std::min(*all, hits->total);
}

}  // namespace casebook::app
