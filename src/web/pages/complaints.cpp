// /complaints: whose they are, what is due, what is stuck, and their numbers per category (without names).
#include "app/complaints/complaint_desk.h"
#include "app/complaints/read_complaints.h"
#include "web/handlers.h"
#include "web/paging.h"
#include "web/views/complaint_list_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kPerPage = 50;
constexpr std::string_view kNumbers = "numbers";

// Those who see only what is theirs have no use for all.
std::vector<ComplaintChoiceView> view_choices(const Visit& visit, const std::string& shown) {
    std::vector<std::string> names{"mine", "team", "due", "stuck"};
    if (visit.person().role >= Role::lead) names.insert(names.end(), {"unassigned", "all"});
    names.emplace_back(kNumbers);
    std::vector<ComplaintChoiceView> choices;
    for (const std::string& name : names)
        choices.push_back({name, visit.message("complaints.view." + name), name == shown});
    return choices;
}

std::vector<ComplaintChoiceView> state_choices(const Visit& visit,
                                               const std::optional<ComplaintState>& shown) {
    std::vector<ComplaintChoiceView> choices{{"", visit.message("complaints.state.open"), !shown}};
    for (const ComplaintState state : kComplaintStates) {
        const std::string name(to_text(state));
        choices.push_back({name, visit.message("complaint.state." + name), shown == state});
    }
    return choices;
}

Response show_numbers(const Visit& visit) {
    const auto numbers = visit.workspace().complaint_desk().complaints().numbers_by_category();
    if (!numbers) return visit.error(numbers.error());
    ComplaintNumbersView view;
    view.views = view_choices(visit, std::string(kNumbers));
    for (const store::CategoryNumbers& row : *numbers) view.rows.push_back({row.category, row});
    return visit.page("pages/complaints/numbers", Area::complaints,
                      visit.message("title.complaints"), render::View::of(view));
}

}  // namespace

Response list_complaints(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    if (request.query_value("view") == kNumbers) return show_numbers(visit);
    app::ComplaintsRequest wanted;
    wanted.view =
        app::parse_complaints_view(request.query_value("view")).value_or(app::ComplaintsView::mine);
    wanted.state = parse_complaint_state(request.query_value("state"));
    const Paging paging(request.query_value("page"), kPerPage);
    wanted.first = paging.first();
    wanted.limit = paging.per_page();
    const auto list = app::list_complaints(visit.workspace(), visit.person(), wanted);
    if (!list) return visit.error(list.error());
    ComplaintListView view;
    view.total = list->total;
    view.view = to_text(wanted.view);
    view.views = view_choices(visit, view.view);
    view.states = state_choices(visit, wanted.state);
    for (const Complaint& complaint : list->complaints)
        view.rows.push_back(ComplaintRowView::of(visit, complaint));
    const std::string state = wanted.state ? std::string(to_text(*wanted.state)) : "";
    view.paging = PagingView::of(paging, "/complaints?view=" + view.view + "&state=" + state + "&",
                                 list->total);
    return visit.page("pages/complaints/index", Area::complaints, visit.message("title.complaints"),
                      render::View::of(view));
}

}  // namespace casebook::web
