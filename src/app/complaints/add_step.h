// What was done for a complaint, with the minutes that it took: a note, a call with the customer, the apology that a card asked for.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct NewStep {
    StepKind kind = StepKind::note;  // note, called, apologised; another counts as a note
    std::string note;
    int minutes = 0;
    std::optional<NextAction> next{};  // from then on; none: as it was (an apology: it is done)
};

// Error: as change_complaint; invalid (complaint_empty_step: neither words nor minutes).
Result<Complaint> add_step(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                           const NewStep& step);

}  // namespace casebook::app
