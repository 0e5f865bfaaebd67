// A complaint waits: for the customer, or for a department that has to do something. Until then it is the owner's to watch.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct Waiting {
    ComplaintState state = ComplaintState::waiting_for_customer;  // or waiting_for_department
    std::string department;                                       // of the latter
    std::string note;
    int minutes = 0;
    std::optional<Timestamp> due{};  // none: as the category has it
};

// Error: as change_complaint; invalid (complaint_due: the time is past).
Result<Complaint> wait_for(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                           const Waiting& waiting);

}  // namespace casebook::app
