// How a caller is reached is forgotten some days after the complaint was closed.
#pragma once

#include <chrono>

#include "app/complaints/change_complaint.h"

namespace casebook::app {

inline constexpr std::chrono::days kContactsKept{30};

// Gives how many were forgotten. Error: io.
Result<std::int64_t> purge_contacts(Workspace& workspace, std::chrono::days kept = kContactsKept);

}  // namespace casebook::app
