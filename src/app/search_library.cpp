#include "app/search_library.h"

#include "app/plain_scan.h"

namespace casebook::app {
namespace {

// From the index; from the files when that is damaged or gives an error, which is then known to the worker, too.
Result<search::SearchHits> find_hits(const Workspace& workspace, const search::SearchQuery& query) {
    if (!workspace.health().is_degraded()) {
        auto hits = workspace.index().search(query);
        if (hits || hits.error().kind != ErrorKind::corrupt) return hits;
        workspace.health().set_damaged(hits.error());
    }
    return scan_files(workspace, query);
}

}  // namespace

Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto query = search::parse_query(request.text, request.filters);
    if (!query) return query.error();
    SearchPage page;
    page.query = *query;
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

}  // namespace casebook::app
