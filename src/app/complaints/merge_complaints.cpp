#include "app/complaints/merge_complaints.h"

#include "app/complaints/tell_who_answers.h"

namespace casebook::app {
namespace {

Error refused(ComplaintNumber into) {
    return {ErrorKind::invalid,
            "A complaint is taken into another one that is open",
            "Give the number of one that goes on",
            {},
            "complaint_merge",
            std::to_string(into)};
}

// Whose complaint goes on reads how to reach the callers of both: nobody gets at a contact by taking a complaint into his own.
bool may_merge(const Person& by, const Complaint& one, const Complaint& other) {
    return is_same_account(one.owner, other.owner) || may_hand_over(by, other);
}

Error not_yours() {
    return {ErrorKind::forbidden,
            "Only its owner and leads take a complaint into somebody else's",
            "Ask them to do it",
            {},
            "complaint_not_yours"};
}

// The facts that `other` has and `one` lacks.
std::vector<Fact> facts_to_add(const Complaint& one, const Complaint& other) {
    std::vector<Fact> facts;
    for (const Fact& fact : other.facts)
        if (one.find_fact(fact.name) == nullptr) facts.push_back(fact);
    return facts;
}

ComplaintChange closing_as_merged(ComplaintNumber into) {
    ComplaintChange change;
    change.step = StepKind::merged;
    change.detail = std::to_string(into);
    change.state = ComplaintState::closed;
    change.closed_with = ClosedWith::merged;
    return change;
}

ComplaintChange taking_in(const Complaint& one, const Complaint& other) {
    ComplaintChange change;
    change.step = StepKind::merged;
    change.detail = std::to_string(other.number);
    change.facts = facts_to_add(one, other);
    change.next = one.next;
    return change;
}

void tell(Workspace& workspace, const Complaint& one, const Complaint& other, const Person& by) {
    ComplaintNews news = news_of(other, ComplaintNews::Kind::merged, by.name);
    news.detail = std::to_string(one.number);
    tell_who_answers(workspace, one, news);
    if (!is_same_account(one.owner, other.owner))
        workspace.complaint_desk().tell(other.owner, news);
}

}  // namespace

Result<Complaint> merge_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                  ComplaintNumber into) {
    const auto one = read_complaint(workspace, by, into);
    if (!one) return one.error();
    if (into == edit.number || one->is_closed()) return refused(into);
    const auto before = read_complaint(workspace, by, edit.number);
    if (before && before->is_closed()) return refused(edit.number);  // it has an outcome of its own
    auto other = prepare_change(workspace, by, edit, closing_as_merged(into));
    if (!other) return other.error();
    if (!may_merge(by, *one, other->changed)) return not_yours();
    other->changed.merged_into = into;
    auto taken =
        prepare_change(workspace, by, {into, one->version}, taking_in(*one, other->changed));
    if (!taken) return taken.error();
    auto changed = workspace.complaint_desk().complaints().change_all(
        {std::move(*other), std::move(*taken)},
        complaint_event(workspace, by.name, StepKind::merged, edit.number, std::to_string(into)));
    if (!changed) return changed.error();
    tell(workspace, changed->back(), changed->front(), by);
    return std::move(changed->back());
}

}  // namespace casebook::app
