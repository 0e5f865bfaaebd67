// One entry of the library, to be read by a person.
#pragma once

#include <string>

#include "app/workspace.h"

namespace casebook::app {

struct ReadEntry {
    Entry entry;
    std::string path;
    bool stale = false;
};

// `id` as it stands in an address. Error: not_found.
Result<ReadEntry> read_entry(const Workspace& workspace, const std::string& id);

// Error: not_found.
Result<ReadEntry> read_daily(const Workspace& workspace, const std::string& date);

// The entries of these ids, as indexed; ids that are not there are left out.
Result<std::vector<Entry>> read_entries(const Workspace& workspace,
                                        const std::vector<EntryId>& ids);

}  // namespace casebook::app
