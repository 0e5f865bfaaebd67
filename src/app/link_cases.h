// "These two cases are the same problem": said on the page of a case or by a program, and taken back.
#pragma once

#include <string>

#include "app/workspace.h"

namespace casebook::app {

// Durable when it returns; in effect at the next suggestion. Error: not_found; invalid (not two cases); io, busy.
Result<CaseLink> link_cases(Workspace& workspace, EntryId one, EntryId other,
                            const std::string& who);

// Error: not_found, when they are not linked with each other directly.
Result<CaseLink> unlink_cases(Workspace& workspace, EntryId one, EntryId other,
                              const std::string& who);

// The other cases of its problem, as they may be suggested or not.
Result<std::vector<Entry>> cases_of_same_problem(const Workspace& workspace, EntryId id);

}  // namespace casebook::app
