// The desk: a box for what the customer says, and the precedents for it. Works by a plain form; the script asks for the
// suggestions alone while one types.
#include <charconv>

#include "base/text.h"
#include "web/handlers.h"
#include "web/views/desk_views.h"

namespace casebook::web {
namespace {

using render::View;

std::size_t limit_of(const Request& request) {
    const std::string text = request.form_value("limit");
    std::size_t limit = kCardsOnDesk;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return std::clamp<std::size_t>(limit, 1, kCardsOnDesk);
}

SuggestionsView suggestions_for(const Visit& visit) {
    app::SuggestRequest request;
    request.text = visit.request().form_value("text");
    request.limit = limit_of(visit.request());
    if (trim(request.text).empty()) return {};
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    if (list) visit.site().metrics().count_suggestion(list->took_ms);
    return list ? SuggestionsView::of(visit, *list) : SuggestionsView::failure(visit, list.error());
}

Response desk_page(const Visit& visit, const std::string& text, SuggestionsView suggestions) {
    const auto count = visit.workspace().index().count(Kind::case_);
    if (!count) return visit.error(count.error());
    const int status = suggestions.error_status == 0 ? 200 : suggestions.error_status;
    const DeskView view{text, *count, std::move(suggestions)};
    Response response =
        visit.page("pages/desk/show", Area::desk, visit.message("title.desk"), View::of(view));
    response.status = status;
    return response;
}

}  // namespace

Response show_desk(const Visit& visit, const PathArguments&) {
    return desk_page(visit, "", {});
}

Response show_desk_with_text(const Visit& visit, const PathArguments&) {
    return desk_page(visit, replace_invalid_utf8(visit.request().form_value("text")),
                     suggestions_for(visit));
}

Response show_suggestions(const Visit& visit, const PathArguments&) {
    const SuggestionsView suggestions = suggestions_for(visit);
    if (suggestions.error_status != 0)
        return visit.error(suggestions.error_status, "suggest.failed");
    return visit.fragment("partials/_suggestions", View::of(suggestions));
}

}  // namespace casebook::web
