#include "app/search_library.h"

namespace casebook::app {

Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto query = search::parse_query(request.text, request.filters);
    if (!query) return query.error();
    SearchPage page;
    page.query = *query;
    auto hits = workspace.index().search(
        {std::move(*query), request.order, request.first, request.limit, request.facets});
    if (!hits) return hits.error();
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
    page.took_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return page;
}

}  // namespace casebook::app
