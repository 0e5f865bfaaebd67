#include "app/complaints/move_complaint.h"

namespace casebook::app {
namespace {

StepKind step_to(ComplaintState state) {
    switch (state) {
        case ComplaintState::resolved:
            return StepKind::resolved;
        case ComplaintState::followed_up:
            return StepKind::followed_up;
        default:
            return StepKind::reopened;
    }
}

}  // namespace

Result<Complaint> move_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                 const Move& move) {
    ComplaintChange change;
    change.step = step_to(move.to);
    change.state = move.to;
    change.note = move.note;
    change.minutes = move.minutes;
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
