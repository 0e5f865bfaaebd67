// What is known of a complaint: its category, the facts that the category's contract asks for, how to reach the caller, what comes next.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct Details {
    std::optional<std::string> category{};
    std::optional<std::vector<Fact>>
        facts{};                           // those that are named; an empty value takes one away
    std::optional<std::string> contact{};  // by who may see it
    std::optional<NextAction> next{};
};

// Error: as change_complaint; forbidden (complaint_contact).
Result<Complaint> change_details(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                 const Details& details);

}  // namespace casebook::app
