// One case: what to say to the customer above, the internal detail below, and cases like it.
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kSimilarCases = 5;
constexpr std::size_t kAskedAs = 5;
constexpr std::size_t kEventsLookedAt = 50;

std::vector<SimilarView> similar_to(const Visit& visit, const Entry& entry) {
    app::SuggestRequest request;
    request.text = entry.title + "\n" + entry.text(Field::complaint);
    request.limit = kSimilarCases;
    request.leave_out = entry.id;
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    std::vector<SimilarView> rows;
    if (!list) return rows;  // the case itself can be read without them
    for (const app::Suggestion& suggestion : list->suggestions) {
        const RowView row = RowView::of(visit, suggestion.entry);
        rows.push_back({row.url, row.title, row.state, row.state_label, row.bad_example});
    }
    return rows;
}

// What the case was confirmed for, newest first; the case itself can be read without.
std::vector<ReuseView> asked_as(const Visit& visit, EntryId id) {
    std::vector<ReuseView> views;
    const auto events = visit.workspace().database().reuse_events_of(id, kEventsLookedAt);
    if (!events) return views;
    for (const ReuseEvent& event : *events)
        if (event.verdict == Verdict::used && !event.undone && views.size() < kAskedAs)
            views.push_back(ReuseView::of(visit, event));
    return views;
}

}  // namespace

Response show_case(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::case_) return redirect(url_of(read->entry));
    CaseView view = CaseView::of(visit, *read);
    view.similar = similar_to(visit, read->entry);
    view.asked_as = asked_as(visit, read->entry.id);
    view.notices = NoticesView::of(visit);
    return visit.page("pages/cases/show", Area::cases, read->entry.display_title(),
                      render::View::of(view));
}

}  // namespace casebook::web
