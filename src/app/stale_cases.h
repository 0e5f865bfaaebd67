// The cases that somebody has to look at again: past their `valid_until`, or unconfirmed for longer than the shelf life.
#pragma once

#include <vector>

#include "app/workspace.h"
#include "domain/viewer.h"

namespace casebook::app {

struct StaleCases {
    std::vector<Entry> found;   // the longest overdue first
    bool looked_at_all = true;  // else the library is larger than what can be paged through
};

// Reads through the cases that are suggested: some milliseconds a thousand. Error: corrupt, io.
Result<StaleCases> find_stale_cases(const Workspace& workspace, const Viewer& viewer,
                                    std::size_t most);

}  // namespace casebook::app
