// The loop closes: with an outcome (solved or not, the minutes) and with knowledge, a case that was used or a draft that was made. Closing
// with a case is a confirmed reuse of it for the complaint's own words.
#pragma once

#include "app/complaints/change_complaint.h"

namespace casebook::app {

enum class Solved { no, yes };

struct Closing {
    std::optional<Solved> solved{};
    EntryId case_id = 0;           // 0: with the draft that was made of the complaint
    std::optional<int> minutes{};  // none: those of its steps
    std::string note;
};

// Error: as change_complaint (complaint_closing, reuse_unknown_case, reuse_hidden_case).
Result<Complaint> close_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                  const Closing& closing);

// The minutes of all steps of a complaint.
Result<int> minutes_of_steps(Workspace& workspace, ComplaintNumber number);

// Records the reuse that a closed complaint is, where it is not recorded yet or the customer said more since; what was recorded of it
// before is undone. Done again, it changes nothing: a program that was stopped between the two goes on from here.
Result<void> settle_reuse(Workspace& workspace, ComplaintNumber number);

}  // namespace casebook::app
