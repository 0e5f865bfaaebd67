// Who hears what a complaint needs: its owner. Where it has none, or the owner's account is disabled, somebody has to give it to somebody:
// the leads of its team, or all leads where there is no team, or none of its own.
#pragma once

#include <string>
#include <vector>

#include "app/complaints/change_complaint.h"

namespace casebook::app {

// Its owner works here.
bool is_answered_for(const Workspace& workspace, const Complaint& complaint);

// Accounts, none of them disabled.
std::vector<std::string> who_answers(const Workspace& workspace, const Complaint& complaint);

// Each of them but whoever did it.
void tell_who_answers(Workspace& workspace, const Complaint& complaint, const ComplaintNews& news);

}  // namespace casebook::app
