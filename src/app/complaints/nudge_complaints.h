// What is done for all complaints every minute: owners are told that it is time, what nobody moves is marked as stuck, and what a stopped
// program left half done is finished. Settings: categories.yml.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct NudgeReport {
    std::size_t due = 0,
                stuck = 0;  // for which somebody was told now; nobody is told the same twice
};

// Error: io. What it could not do it does the next time.
Result<NudgeReport> nudge_complaints(Workspace& workspace);

// Records the reuse of what was closed with a case where that is still missing.
Result<void> settle_reuses(Workspace& workspace);

}  // namespace casebook::app
