// Several reports of one thing become one: the others are kept, linked, and closed as merged; what they gathered stays with them and is
// also the one's.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

// `edit` is taken into `into`, which goes on. The owner of `into`, and that of `edit`, are told. Gives `into`. Error: as change_complaint;
// invalid (complaint_merge: into itself, into one that is closed); forbidden (complaint_not_yours: into another owner's, by somebody who
// may not hand it over, domain/complaint.h).
Result<Complaint> merge_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                  ComplaintNumber into);

}  // namespace casebook::app
