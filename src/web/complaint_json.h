// Complaints as JSON: what the API gives. What it takes is api/complaints.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/complaints/read_complaints.h"

namespace casebook::web {

// The whole complaint with its steps; contacts are null where it is not for the caller.
nlohmann::ordered_json complaint_json(const app::ComplaintRecord& record);

// The line of a list.
nlohmann::ordered_json complaint_summary_json(const Complaint& complaint);

}  // namespace casebook::web
