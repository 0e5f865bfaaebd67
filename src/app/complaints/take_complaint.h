// Taking a complaint: from the desk with one key, by the API, from a table or a mail. It has a number and an owner from then on.
#pragma once

#include <string>

#include "app/complaints/change_complaint.h"

namespace casebook::app {

struct NewComplaint {
    std::string text;      // as typed; masked before it is kept
    std::string category;  // may be empty
    std::string contact;   // empty: the first number or address that the text holds
    std::string owner;  // an account; empty: whoever takes it, or nobody yet where no person does
    std::string external_id;  // the same one again is the same complaint; may be empty
    std::vector<Fact> facts{};
    std::optional<Timestamp> created{};  // of a mail or a row; none: now
};

// Gives it with its number; `was_there`: it was taken from that source before and stays as it is. The owner, where it is somebody else, is told.
// Error: invalid (complaint_no_words, complaint_too_long, complaint_owner), io.
Result<store::Complaints::Taken> take_complaint(Workspace& workspace, const Person& by,
                                                const NewComplaint& taken);

}  // namespace casebook::app
