// One entry of the library, to be read by a person.
#pragma once

#include <string>

#include "app/workspace.h"
#include "domain/viewer.h"

namespace casebook::app {

struct ReadEntry {
    Entry entry;
    std::string path;
    bool stale = false;
    std::string version;  // the fingerprint of the file's text
    std::string text;     // the file as it is
};

std::optional<EntryId> parse_entry_id(std::string_view text);

// Error: not_found; corrupt when the file was damaged since it was indexed.
Result<ReadEntry> read_entry(const Workspace& workspace, EntryId id);

// `id` as it stands in an address.
Result<ReadEntry> read_entry(const Workspace& workspace, const std::string& id);

// Error: not_found.
Result<ReadEntry> read_daily(const Workspace& workspace, const std::string& date);

// The same for somebody who may not see everything: what is hidden is not_found, as if it were not there.
Result<ReadEntry> read_entry(const Workspace& workspace, const Viewer& viewer, EntryId id);
Result<ReadEntry> read_entry(const Workspace& workspace, const Viewer& viewer,
                             const std::string& id);
Result<ReadEntry> read_daily(const Workspace& workspace, const Viewer& viewer,
                             const std::string& date);

// The entries of these ids, as indexed; ids that are not there are left out.
Result<std::vector<Entry>> read_entries(const Workspace& workspace,
                                        const std::vector<EntryId>& ids);

}  // namespace casebook::app
