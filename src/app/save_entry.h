// Writing down experience: a new case, daily or post, or a change of one. Acknowledged only when it survives a power cut; found
// by searches moments later. Customers' numbers are masked first, but for the words in `not_personal`.
#pragma once

#include <string>

#include "app/masking.h"
#include "app/publication.h"
#include "app/read_entry.h"
#include "app/workspace.h"

namespace casebook::app {

// The code of the error that says that somebody else changed the entry since it was read.
inline constexpr std::string_view kEditConflict = "edit_conflict";
// The code of the error that says that there is a daily for that day already; its detail is the date.
inline constexpr std::string_view kDailyExists = "daily_exists";

struct SavedEntry {
    ReadEntry read;
    std::vector<Masking>
        masked;  // what was made unreadable on the way; a person may say that some of it was not personal
};

// Gives the entry its id. Requires: find_broken_rules(entry) is empty. Error: conflict (a daily of that date is there), io, busy.
Result<SavedEntry> create_entry(Workspace& workspace, Entry entry, const ChangeNote& note,
                                const std::vector<std::string>& not_personal = {});

// Puts the fields of `wanted` in the place of those of the entry with its id, if that still has the version that the person read. Only the lines
// of fields that differ are touched; nothing is written when none does. Requires: find_broken_rules(wanted) is empty.
// Error: not_found; conflict with kEditConflict; io, busy.
Result<SavedEntry> update_entry(Workspace& workspace, Entry wanted, const std::string& version,
                                const ChangeNote& note,
                                const std::vector<std::string>& not_personal = {});

}  // namespace casebook::app
