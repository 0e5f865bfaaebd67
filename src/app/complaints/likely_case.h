// Which case an open complaint seems to be about, for the watch over bursts (app/burst_watch.h). What fails is logged: a complaint is taken
// and closed all the same.
#pragma once

#include "app/workspace.h"
#include "domain/complaint.h"

namespace casebook::app {

// The first suggestion for its words, where the desk would not say that there is no precedent.
void note_likely_case(Workspace& workspace, const Complaint& complaint);
void forget_likely_case(Workspace& workspace, ComplaintNumber number);

}  // namespace casebook::app
