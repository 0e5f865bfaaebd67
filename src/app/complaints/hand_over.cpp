#include "app/complaints/hand_over.h"

namespace casebook::app {

Result<Complaint> hand_over_complaint(Workspace& workspace, const Person& by,
                                      const ComplaintEdit& edit, const HandOver& to) {
    if (to.next.due.instant <= workspace.clock().now().instant)
        return Error{ErrorKind::invalid,
                     "A hand-over says by when the next step is done",
                     "Give a time that is still to come",
                     {},
                     "complaint_due"};
    const auto before = read_complaint(workspace, by, edit.number);
    if (!before) return before.error();
    if (!may_hand_over(by, *before))
        return Error{ErrorKind::forbidden,
                     "Only its owner and leads give a complaint to somebody",
                     "Ask them to hand it over",
                     {},
                     "complaint_not_yours"};
    const bool own = is_same_account(before->owner, by.name);
    ComplaintChange change;
    change.step = own ? StepKind::handed_over : StepKind::assigned;
    change.owner = to.to;
    change.detail = to.to;
    change.next = to.next;
    change.note = to.note;
    change.minutes = to.minutes;
    auto changed = change_complaint(workspace, by, edit, change);
    if (!changed || is_same_account(before->owner, changed->owner)) return changed;
    ComplaintNews news = news_of(
        *changed, own ? ComplaintNews::Kind::handed_over : ComplaintNews::Kind::assigned, by.name);
    news.detail = changed->owner;
    news.action = changed->next->kind;
    news.due = changed->next->due;
    workspace.complaint_desk().tell(changed->owner, news);
    if (!own) workspace.complaint_desk().tell(before->owner, news);
    return changed;
}

}  // namespace casebook::app
