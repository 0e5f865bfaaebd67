// Search over everything, in the language of search/search_language.h. The page is one form and plain links; a new search in its
// box starts without the filters of the one before, so that none stays on unseen.
#include "app/search_library.h"

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "web/error_words.h"
#include "web/handlers.h"
#include "web/paging.h"
#include "web/views/search_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kHitsOnPage = 20;
constexpr std::size_t kLongestShown = 2'000;  // characters of a query that comes back in its box

std::vector<SearchChoiceView> order_views(const Visit& visit, const SearchAddress& address) {
    std::vector<SearchChoiceView> views;
    for (const std::string_view name : search::kSearchOrderNames) {
        const search::SearchOrder order = *search::parse_search_order(name);
        views.push_back({visit.message(fmt::format("search.order.{}", name)),
                         address.with_order(order).url(), address.order() == order, ""});
    }
    return views;
}

void show_found(const Visit& visit, const SearchAddress& address, const app::SearchPage& found,
                const Paging& paging, SearchView& view) {
    view.total = found.total;
    view.at_least = found.total_is == search::Total::at_least;
    view.took_ms = found.took_ms;
    view.kinds = kind_views(visit, address, found);
    view.orders = order_views(visit, address);
    view.chips = chip_views(visit, address, found.query);
    view.facets = facet_views(visit, address, found);
    view.facets_estimated = found.facets.precision == search::Precision::estimated;
    view.read_as = ReadAsView::of(found.readings);
    view.paging = PagingView::of(paging, address.url() + "&", found.total);
    for (const search::Notice& notice : found.query.notices)
        view.notices.push_back({with_detail(
            visit.message(fmt::format("query.notice.{}", notice.code)), notice.detail)});
    for (const app::SearchHit& hit : found.hits) view.hits.push_back(HitView::of(visit, hit));
}

// The status of the page. A mistake in the query is the page's own matter: it is told in place, with what was typed.
int show_error(const Visit& visit, const SearchAddress& address, const Error& error,
               SearchView& view) {
    if (!error.code.empty()) {
        view.error = search_error_view(visit, address.text(), error);
        return 200;
    }
    log(error);
    view.error.message = visit.message("error.internal");
    view.error.hint = visit.message("error.internal.hint");
    return traits_of(error.kind).http_status;
}

}  // namespace

Response show_search(const Visit& visit, const PathArguments&) {
    const SearchAddress address = SearchAddress::of(visit.request());
    const Paging paging(visit.request().query_value("page"), kHitsOnPage);
    SearchView view;
    view.query = first_characters(address.text(), kLongestShown);
    view.asked = !address.is_empty();
    view.help = search_help_views(visit);
    int status = 200;
    if (view.asked) {
        const auto found = app::search_library(
            visit.workspace(), {address.text(), address.filters(), address.order(), paging.first(),
                                paging.per_page(), search::Facet::counted, visit.viewer()});
        if (found)
            show_found(visit, address, *found, paging, view);
        else
            status = show_error(visit, address, found.error(), view);
    }
    Response response = visit.page("pages/search/show", Area::search, visit.message("title.search"),
                                   render::View::of(view));
    response.status = status;
    return response;
}

}  // namespace casebook::web
