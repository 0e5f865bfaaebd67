#include "app/complaints/add_step.h"

#include "base/text.h"
#include "domain/nudge.h"

namespace casebook::app {
namespace {

// What was to be done next is done, and comes up again when it has taken too long.
bool renews_next(const Complaint& complaint, StepKind step) {
    if (complaint.is_closed() || !complaint.next) return false;
    const NextActionKind next = complaint.next->kind;
    return (step == StepKind::called && next == NextActionKind::call_customer) ||
           (step == StepKind::pushed && next == NextActionKind::push_department) ||
           (step == StepKind::apologised && next == NextActionKind::apologise);
}

}  // namespace

Result<Complaint> add_step(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                           const NewStep& step) {
    const bool says_enough = step.kind != StepKind::note;
    if (trim(step.note).empty() && step.minutes == 0 && !says_enough && !step.next)
        return Error{ErrorKind::invalid,
                     "The step says nothing",
                     "Write what was done, or how long it took",
                     {},
                     "complaint_empty_step"};
    const auto before = read_complaint(workspace, by, edit.number);
    if (!before) return before.error();
    ComplaintChange change;
    change.step = step.kind;
    change.note = step.note;
    change.minutes = step.minutes;
    change.next = step.next;
    change.renews_next = !step.next && renews_next(*before, step.kind);
    change.next_is_done = before->is_closed() && step.kind == StepKind::apologised;
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
