// Capture: what a complaint taught becomes the draft of a case, with the customer's words, the category, the steps as what was done, and
// the outcome. It is kept at once, so that nothing of it is lost.
#pragma once

#include "app/complaints/change_complaint.h"
#include "store/revision.h"

namespace casebook::app {

// The code of the error that says that the draft is a colleague's, whom its detail names.
inline constexpr const char* kDraftOfOther = "complaint_draft_of_other";

struct ComplaintDraft {
    Complaint complaint;  // linked with it
    EntryId draft = 0;
    bool was_there = false;  // before it was asked for
};

// One for a complaint: the one that was made before, as long as it is there, from whichever version; an open complaint can be closed with it
// from then on. `by` is the author of a new one, and `origin` the door through which it came.
// Error: as change_complaint, create_entry; conflict with kDraftOfOther (it is there, the complaint linked with it, and `by` may not read it).
Result<ComplaintDraft> draft_from_complaint(Workspace& workspace, const Person& by,
                                            const ComplaintEdit& edit, store::Origin origin);

// The case as it would be written, without an id.
Entry draft_of(const Complaint& complaint, const std::vector<ComplaintStep>& steps,
               const std::string& author);

}  // namespace casebook::app
