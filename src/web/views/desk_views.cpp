#include "web/views/desk_views.h"

#include <fmt/format.h>

#include "base/log.h"

namespace casebook::web {

SuggestionsView SuggestionsView::of(const Visit& visit, const app::SuggestionList& list,
                                    const std::string& query_id) {
    SuggestionsView view;
    switch (list.outcome) {
        case app::SuggestOutcome::found:
            view.outcome = Outcome::found;
            break;
        case app::SuggestOutcome::nothing_found:
            view.outcome = Outcome::nothing;
            break;
        case app::SuggestOutcome::too_little:
            view.outcome = Outcome::too_little;
            break;
    }
    view.clipped = list.clipped;
    view.degraded = list.degraded;
    view.only_nearest = !list.suggestions.empty() && !list.has_precedent();
    view.took_ms = list.took_ms;
    view.read_as = ReadAsView::of(list.readings);
    const search::Matcher matcher(list.terms);
    for (const app::Suggestion& suggestion : list.suggestions) {
        view.cards.push_back(CardView::of(visit, suggestion, matcher, view.cards.size() + 1));
        view.cards.back().query_id = query_id;
    }
    return view;
}

SuggestionsView SuggestionsView::failure(const Visit& visit, const Error& error) {
    log(error);
    SuggestionsView view;
    view.outcome = Outcome::failed;
    view.error_status = traits_of(error.kind).http_status;
    view.error_message = visit.message("suggest.failed");
    view.error_hint = visit.message("suggest.failed.hint");
    return view;
}

void SuggestionsView::fill(render::View& view) const {
    view.flag("asked", outcome != Outcome::not_asked);
    view.flag("found", outcome == Outcome::found);
    view.flag("nothing", outcome == Outcome::nothing);
    view.flag("too_little", outcome == Outcome::too_little);
    view.flag("failed", outcome == Outcome::failed);
    view.text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.flag("clipped", clipped);
    view.number("limit_chars", static_cast<long long>(search::kLongestComplaint));
    view.flag("degraded", degraded);
    view.flag("only_nearest", only_nearest);
    view.text("took_ms", fmt::format("{:.1f}", took_ms));
    view.number("count", static_cast<long long>(cards.size()));
    read_as.fill(view);
    contract.fill(view);
    view.list("suggestions", cards);
}

void ReuseNoticeView::fill(render::View& view) const {
    view.flag("has_reuse_notice", !text.empty());
    view.text("reuse_notice", text);
    view.number("reuse_id", reuse_id);
    view.text("reuse_query_id", query_id);
}

void DeskView::fill(render::View& view) const {
    view.text("text", text);
    view.number("case_count", static_cast<long long>(case_count));
    suggestions.fill(view);
    reuse.fill(view);
    bursts.fill(view);
}

}  // namespace casebook::web
