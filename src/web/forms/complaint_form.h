// What was typed on the page of a complaint, and what the button that was pressed does with it.
#pragma once

#include "app/complaints/change_complaint.h"
#include "web/page.h"

namespace casebook::web {

// Does the action of the form's button. Error: as the use cases; invalid (complaint_action: there is no such button; complaint_due: no time
// in it; complaint_number).
Result<Complaint> do_complaint_action(const Visit& visit, const app::ComplaintEdit& edit,
                                      const std::string& action);

// "2026-11-21T13:00", as a field of the page gives it, in the desk's time zone.
std::optional<Timestamp> parse_due(const Visit& visit, const std::string& text);
std::string due_text(const Timestamp& due);

}  // namespace casebook::web
