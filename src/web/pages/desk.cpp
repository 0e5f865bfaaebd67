// The desk: a box for what the customer says, and the precedents for it. Works by a plain form; the script asks for the
// suggestions alone while one types.
#include <charconv>

#include "app/read_entry.h"
#include "app/search_library.h"
#include "base/text.h"
#include "web/handlers.h"
#include "web/pages/desk_page.h"

namespace casebook::web {
namespace {

using render::View;

std::size_t limit_of(const Request& request) {
    const std::string text = request.form_value("limit");
    std::size_t limit = kCardsOnDesk;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return std::clamp<std::size_t>(limit, 1, kCardsOnDesk);
}

// "1001,1042": the cases that the agent put aside while writing this text.
std::set<EntryId> dismissed_of(const Request& request) {
    std::set<EntryId> ids;
    for (const std::string& text : split(request.form_value("without"), ','))
        if (const auto id = app::parse_entry_id(text); id && ids.size() < app::kMostSuggestions)
            ids.insert(*id);
    return ids;
}

std::string category_of(const Request& request) {
    constexpr std::size_t kLongestCategory = 200;  // characters
    return std::string(
        first_characters(collapse_white_space(replace_invalid_utf8(request.form_value("category"))),
                         kLongestCategory));
}

AskedOnDesk asked_in(const Visit& visit) {
    const Request& request = visit.request();
    return {replace_invalid_utf8(request.form_value("text")), limit_of(request),
            dismissed_of(request), "", category_of(request)};
}

void put_aside(std::vector<app::Suggestion>& suggestions, const AskedOnDesk& asked) {
    std::erase_if(suggestions, [&](const app::Suggestion& suggestion) {
        return asked.dismissed.contains(suggestion.entry.id);
    });
    if (suggestions.size() > asked.limit)
        suggestions.erase(suggestions.begin() + static_cast<std::ptrdiff_t>(asked.limit),
                          suggestions.end());
}

SuggestionsView suggestions_for(const Visit& visit, const AskedOnDesk& asked) {
    if (trim(asked.text).empty()) return {};
    app::SuggestRequest request;
    request.text = asked.text;
    request.limit = asked.limit + asked.dismissed.size();
    request.category = asked.category;
    auto list = app::suggest_resolutions(visit.workspace(), request);
    if (!list) return SuggestionsView::failure(visit, list.error());
    visit.site().metrics().count_suggestion(list->took_ms);
    put_aside(list->suggestions, asked);
    const std::string query_id = asked.query_id.empty()
                                     ? visit.site().suggestion_lists().remember(std::string(
                                           first_characters(asked.text, search::kLongestComplaint)))
                                     : asked.query_id;
    SuggestionsView view = SuggestionsView::of(visit, *list, query_id);
    view.contract = ContractView::of(visit, *list, asked.category, asked.text);
    return view;
}

}  // namespace

Response desk_page(const Visit& visit, const AskedOnDesk& asked, const ReuseNoticeView& notice) {
    const auto count = app::count_visible(visit.workspace(), visit.viewer(), Kind::case_);
    if (!count) return visit.error(count.error());
    SuggestionsView suggestions = suggestions_for(visit, asked);
    const int status = suggestions.error_status == 0 ? 200 : suggestions.error_status;
    const DeskView view{asked.text, *count, std::move(suggestions), notice, BurstsView::of(visit)};
    Response response =
        visit.page("pages/desk/show", Area::desk, visit.message("title.desk"), View::of(view));
    response.status = status;
    return response;
}

Response show_desk(const Visit& visit, const PathArguments&) {
    return desk_page(visit, {}, {});
}

Response show_desk_with_text(const Visit& visit, const PathArguments&) {
    return desk_page(visit, asked_in(visit), {});
}

Response show_suggestions(const Visit& visit, const PathArguments&) {
    const SuggestionsView suggestions = suggestions_for(visit, asked_in(visit));
    if (suggestions.error_status != 0)
        return visit.error(suggestions.error_status, "suggest.failed");
    return visit.fragment("partials/_suggestions", View::of(suggestions));
}

}  // namespace casebook::web
