// One case: what to say to the customer above, the internal detail below, and cases like it.
#include <algorithm>

#include "app/link_cases.h"
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kSimilarCases = 5;
constexpr std::size_t kAskedAs = 5;
constexpr std::size_t kEventsLookedAt = 50;

SimilarView similar_view(const Visit& visit, const Entry& entry) {
    const RowView row = RowView::of(visit, entry);
    return {entry.id, row.url, row.title, row.state, row.state_label, row.bad_example, false};
}

bool counts_between(const CaseLink& link, EntryId a, EntryId b) {
    return !link.undone && link.a == std::min(a, b) && link.b == std::max(a, b);
}

std::vector<SimilarView> same_problem_as(const Visit& visit, EntryId id) {
    std::vector<SimilarView> rows;
    const auto cases = app::cases_of_same_problem(visit.workspace(), id);
    if (!cases) return rows;  // the case itself can be read without them
    const auto links = visit.workspace().database().case_links_of(id);
    for (const Entry& entry : *cases) {
        if (!visit.viewer().may_see(entry)) continue;
        rows.push_back(similar_view(visit, entry));
        rows.back().linked =
            links && std::any_of(links->begin(), links->end(), [&](const CaseLink& link) {
                return counts_between(link, id, entry.id);
            });
    }
    return rows;
}

// Without those of which somebody said already that they are the same problem.
std::vector<SimilarView> similar_to(const Visit& visit, const Entry& entry,
                                    const std::vector<SimilarView>& same_problem) {
    app::SuggestRequest request;
    request.text = entry.title + "\n" + entry.text(Field::complaint);
    request.limit = kSimilarCases;
    request.leave_out = entry.id;
    request.same_problem = app::SuggestRequest::SameProblem::apart;
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    std::vector<SimilarView> rows;
    if (!list) return rows;  // the case itself can be read without them
    for (const app::Suggestion& suggestion : list->suggestions) {
        const bool known =
            std::any_of(same_problem.begin(), same_problem.end(),
                        [&](const SimilarView& same) { return same.id == suggestion.entry.id; });
        if (!known) rows.push_back(similar_view(visit, suggestion.entry));
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
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::case_) return redirect(url_of(read->entry));
    CaseView view = CaseView::of(visit, *read);
    view.same_problem = same_problem_as(visit, read->entry.id);
    view.similar = similar_to(visit, read->entry, view.same_problem);
    view.asked_as = asked_as(visit, read->entry.id);
    view.notices = NoticesView::of(visit);
    view.may_edit = visit.may_write(read->entry);
    return visit.page("pages/cases/show", Area::cases, read->entry.display_title(),
                      render::View::of(view));
}

}  // namespace casebook::web
