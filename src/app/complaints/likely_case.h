// Which case a complaint is about, for the watch over bursts (app/burst_watch.h). What fails is logged: a complaint is taken and closed
// all the same.
#pragma once

#include "app/workspace.h"
#include "domain/complaint.h"

namespace casebook::app {

// The first suggestion for its words, where the desk would not say that there is no precedent.
void note_likely_case(Workspace& workspace, const Complaint& complaint);

// With what it was closed; without a case it says nothing any more.
void note_case_of_closed(Workspace& workspace, const Complaint& complaint);

}  // namespace casebook::app
