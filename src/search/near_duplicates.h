// Which cases say the same as a text that somebody is about to write down once more. For index.cpp.
#pragma once

#include "search/index.h"
#include "search/snapshot.h"

namespace casebook::search {

Result<std::vector<NearDuplicate>> near_duplicates_in(const Snapshot& snapshot, const Entry& entry);

}  // namespace casebook::search
