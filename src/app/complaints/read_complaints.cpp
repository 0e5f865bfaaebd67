#include "app/complaints/read_complaints.h"

#include <utility>

#include "app/complaints/category_contract.h"
#include "base/unix_seconds.h"

namespace casebook::app {
namespace {

constexpr std::pair<ComplaintsView, std::string_view> kViews[] = {
    {ComplaintsView::mine, "mine"},
    {ComplaintsView::team, "team"},
    {ComplaintsView::due, "due"},
    {ComplaintsView::stuck, "stuck"},
    {ComplaintsView::unassigned, "unassigned"},
    {ComplaintsView::all, "all"}};

store::ComplaintQuery query_of(const Workspace& workspace, const Person& by,
                               const ComplaintsRequest& request) {
    store::ComplaintQuery query;
    if (by.role < Role::lead) query.seen_by = {by.name, by.team};
    if (request.view == ComplaintsView::mine) query.owner = by.name;
    if (request.view == ComplaintsView::team) query.team = by.team;
    if (request.view == ComplaintsView::unassigned) query.owner = "";
    if (request.view == ComplaintsView::stuck) query.stuck = store::ComplaintQuery::Stuck::stuck;
    if (request.view == ComplaintsView::due)
        query.due_until = unix_seconds(workspace.clock().now());
    query.state = request.state;
    if (!request.state && request.view != ComplaintsView::due)
        query.open = store::ComplaintQuery::Open::open;
    query.first = request.first;
    query.limit = request.limit;
    return query;
}

}  // namespace

std::string_view to_text(ComplaintsView view) {
    for (const auto& [known, name] : kViews)
        if (known == view) return name;
    return "";
}

std::optional<ComplaintsView> parse_complaints_view(std::string_view text) {
    for (const auto& [view, name] : kViews)
        if (name == text) return view;
    return std::nullopt;
}

Result<ComplaintRecord> read_complaint_record(Workspace& workspace, const Person& by,
                                              ComplaintNumber number) {
    auto complaint = read_complaint(workspace, by, number);
    if (!complaint) return complaint.error();
    auto steps = workspace.complaint_desk().complaints().steps_of(number);
    if (!steps) return steps.error();
    auto merged = workspace.complaint_desk().complaints().merged_into(number);
    if (!merged) return merged.error();
    auto card = workspace.complaint_desk().cards().of(number);
    if (!card) return card.error();
    ComplaintRecord record;
    record.complaint = std::move(*complaint);
    record.steps = std::move(*steps);
    record.merged = std::move(*merged);
    record.card = std::move(*card);
    record.contract = contract_of(workspace, record.complaint.category);
    record.may_see_contact = may_see_contact(by, record.complaint);
    if (!record.may_see_contact) record.complaint.contact.clear();
    if (record.may_see_contact) {
        auto callers = workspace.complaint_desk().complaints().merged_callers(number);
        if (!callers) return callers.error();
        record.merged_callers = std::move(*callers);
    }
    record.missing = missing_facts(record.complaint, record.contract.facts);
    return record;
}

Result<store::ComplaintList> list_complaints(Workspace& workspace, const Person& by,
                                             const ComplaintsRequest& request) {
    auto list = workspace.complaint_desk().complaints().list(query_of(workspace, by, request));
    if (!list) return list;
    for (Complaint& complaint : list->complaints) complaint.contact.clear();
    return list;
}

}  // namespace casebook::app
