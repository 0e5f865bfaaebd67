// Is what somebody is about to write down in the library already?
#pragma once

#include <string>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

struct NearDuplicateCase {
    Entry entry;
    double likeness = 0;  // search/likeness.h
};

inline constexpr std::size_t kMostNearDuplicates = 3;

// The nearest first; only cases have some. Never in the way of saving: without an index there are none, and why is logged. What was
// saved in the last tenth of a second may be missing.
std::vector<NearDuplicateCase> find_near_duplicates(const Workspace& workspace, const Entry& entry);

}  // namespace casebook::app
