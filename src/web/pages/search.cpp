// Search over everything: all words must be there.
#include "app/search_library.h"

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "web/handlers.h"
#include "web/paging.h"
#include "web/views/list_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kHitsOnPage = 20;

std::string url_for(const std::string& query, std::optional<Kind> kind) {
    const std::string url = "/search?q=" + percent_encode(query);
    return kind ? fmt::format("{}&kind={}", url, to_text(*kind)) : url;
}

std::vector<SearchKindView> kind_views(const Visit& visit, const std::string& query,
                                       std::optional<Kind> current) {
    std::vector<SearchKindView> views{
        {visit.message("search.kind_all"), url_for(query, std::nullopt), !current}};
    for (const Kind kind : {Kind::case_, Kind::daily, Kind::post})
        views.push_back({visit.message(fmt::format("kind.{}", to_text(kind))), url_for(query, kind),
                         current == kind});
    return views;
}

}  // namespace

Response show_search(const Visit& visit, const PathArguments&) {
    const Paging paging(visit.request().query_value("page"), kHitsOnPage);
    app::SearchRequest request;
    request.text = replace_invalid_utf8(trim(visit.request().query_value("q")));
    request.kind = parse_kind(visit.request().query_value("kind"));
    request.first = paging.first();
    request.limit = paging.per_page();
    SearchView view;
    view.query = request.text;
    view.kinds = kind_views(visit, request.text, request.kind);
    if (request.text.empty())
        return visit.page("pages/search/show", Area::search, visit.message("title.search"),
                          render::View::of(view));

    int status = 200;
    const auto found = app::search_library(visit.workspace(), request);
    if (!found) {
        log(found.error());
        status = traits_of(found.error().kind).http_status;
        view.error_message = visit.message("error.internal");
        view.error_hint = visit.message("error.internal.hint");
    } else {
        const std::string base = url_for(request.text, request.kind) + "&";
        view.total = found->total;
        view.took_ms = found->took_ms;
        view.page = paging.page();
        view.pages = paging.pages(found->total);
        view.previous_url = paging.previous_url(base);
        view.next_url = paging.next_url(base, found->total);
        for (const app::SearchHit& hit : found->hits) view.hits.push_back(HitView::of(visit, hit));
    }
    Response response = visit.page("pages/search/show", Area::search, visit.message("title.search"),
                                   render::View::of(view));
    response.status = status;
    return response;
}

}  // namespace casebook::web
