// The steps of a complaint that has its answer: resolved, followed up with the customer, or taken up again.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct Move {
    ComplaintState to = ComplaintState::resolved;  // or followed_up, open
    std::string note;
    int minutes = 0;
};

// Error: as change_complaint.
Result<Complaint> move_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                 const Move& move);

}  // namespace casebook::app
