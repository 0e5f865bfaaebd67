// The back office sends a complaint back and names the fact that is missing. It is the desk's again; how often that happens is counted
// per category (store::CategoryNumbers).
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct Bounce {
    std::string fact;  // of the category's contract, or in own words
    std::string note;
};

// The owner is told. Error: as change_complaint; invalid (complaint_fact: none is named).
Result<Complaint> bounce_complaint(Workspace& workspace, const Person& by,
                                   const ComplaintEdit& edit, const Bounce& bounce);

}  // namespace casebook::app
