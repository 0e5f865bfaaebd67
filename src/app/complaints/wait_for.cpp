#include "app/complaints/wait_for.h"

namespace casebook::app {

Result<Complaint> wait_for(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                           const Waiting& waiting) {
    const bool department = waiting.state == ComplaintState::waiting_for_department;
    if (waiting.due && waiting.due->instant <= workspace.clock().now().instant)
        return Error{ErrorKind::invalid,
                     "The time until which it waits is past",
                     "Give a time that is still to come",
                     {},
                     "complaint_due"};
    ComplaintChange change;
    change.step = department ? StepKind::waiting_for_department : StepKind::waiting_for_customer;
    change.state =
        department ? ComplaintState::waiting_for_department : ComplaintState::waiting_for_customer;
    change.note = waiting.note;
    change.minutes = waiting.minutes;
    if (department) change.department = change.detail = waiting.department;
    if (waiting.due)
        change.next =
            NextAction{department ? NextActionKind::push_department : NextActionKind::call_customer,
                       "", *waiting.due};
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
