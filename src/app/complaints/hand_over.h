// Who owns a complaint: given by a lead, or handed over to a colleague, who then has a next step with a time.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct HandOver {
    std::string to;   // an account
    NextAction next;  // what the new owner does, and by when
    std::string note;
    int minutes = 0;
};

// Both are told who has it now: the new owner, and the one who had it. Error: as change_complaint; invalid (complaint_due: no time, or one that
// is past); forbidden (complaint_not_yours: domain/complaint.h, may_hand_over).
Result<Complaint> hand_over_complaint(Workspace& workspace, const Person& by,
                                      const ComplaintEdit& edit, const HandOver& to);

}  // namespace casebook::app
