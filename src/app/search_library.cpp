#include "app/search_library.h"

#include "base/text.h"

namespace casebook::app {

Result<SearchPage> search_library(const Workspace& workspace, const SearchRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto hits = workspace.index().search({replace_invalid_utf8(request.text), request.kind,
                                          request.order, request.first, request.limit});
    if (!hits) return hits.error();
    SearchPage page;
    page.total = hits->total;
    const search::Matcher matcher(hits->terms);
    for (search::Precedent& found : hits->found) {
        Evidence evidence =
            hits->terms.empty() ? Evidence{} : find_evidence(found.stored.entry, matcher);
        page.hits.push_back({std::move(found.stored.entry), std::move(found.stored.path),
                             found.score, std::move(evidence)});
    }
    page.took_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return page;
}

}  // namespace casebook::app
