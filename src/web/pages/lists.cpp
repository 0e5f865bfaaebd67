// The lists of all cases, dailies and posts, newest first.
#include "app/search_library.h"
#include "web/call_handlers.h"
#include "web/handlers.h"
#include "web/paging.h"
#include "web/views/list_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kRowsOnPage = 50;

Response list_entries(const Visit& visit, Kind kind, Area area, const std::string& template_name,
                      std::string_view title_key) {
    const Paging paging(visit.request().query_value("page"), kRowsOnPage);
    app::SearchRequest request;
    request.filters = {{"kind", std::string(to_text(kind))}};
    request.order = search::SearchOrder::newest;
    request.first = paging.first();
    request.limit = paging.per_page();
    request.viewer = visit.viewer();
    const auto found = app::search_library(visit.workspace(), request);
    if (!found) return visit.error(found.error());
    ListView view{
        found->total, PagingView::of(paging, visit.request().path + "?", found->total), {}};
    for (const app::SearchHit& hit : found->hits)
        view.rows.push_back(RowView::of(visit, hit.entry));
    return visit.page(template_name, area, visit.message(title_key), render::View::of(view));
}

}  // namespace

Response list_cases(const Visit& visit, const PathArguments&) {
    if (visit.request().query.contains("stale")) return list_stale_cases(visit);
    return list_entries(visit, Kind::case_, Area::cases, "pages/cases/index", "title.cases");
}

Response list_dailies(const Visit& visit, const PathArguments&) {
    return list_entries(visit, Kind::daily, Area::dailies, "pages/dailies/index", "title.dailies");
}

Response list_posts(const Visit& visit, const PathArguments&) {
    return list_entries(visit, Kind::post, Area::posts, "pages/posts/index", "title.posts");
}

}  // namespace casebook::web
