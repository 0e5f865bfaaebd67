#include "app/complaints/add_step.h"

#include "base/text.h"
#include "domain/nudge.h"

namespace casebook::app {
namespace {

// Whoever was to call the customer has done it; what a department has to do is still to be pushed.
bool renews_next(const Complaint& complaint, StepKind step) {
    if (complaint.is_closed() || !complaint.next) return false;
    const NextActionKind next = complaint.next->kind;
    return (step == StepKind::called && next == NextActionKind::call_customer) ||
           (step == StepKind::apologised && next == NextActionKind::apologise);
}

}  // namespace

Result<Complaint> add_step(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                           const NewStep& step) {
    const bool speaks = step.kind == StepKind::called || step.kind == StepKind::apologised;
    if (trim(step.note).empty() && step.minutes == 0 && !speaks && !step.next)
        return Error{ErrorKind::invalid,
                     "The step says nothing",
                     "Write what was done, or how long it took",
                     {},
                     "complaint_empty_step"};
    const auto before = read_complaint(workspace, by, edit.number);
    if (!before) return before.error();
    ComplaintChange change;
    change.step = speaks ? step.kind : StepKind::note;
    change.note = step.note;
    change.minutes = step.minutes;
    change.next = step.next;
    change.renews_next = !step.next && renews_next(*before, step.kind);
    change.next_is_done = before->is_closed() && step.kind == StepKind::apologised;
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
