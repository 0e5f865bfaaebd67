// reuse_events.jsonl: the log of reuse beside the files of a library, as an export writes it and an import takes it up. A JSON object a
// line, in the order of recording: the events (id, when, who, case, verdict, text, outcome, query_id, undone, undone_by, source_key),
// then the resets of learning (reset, case, up_to_event, when, who, undone, undone_by) and the links of cases of one problem (link, a, b,
// when, who, undone, undone_by).
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "app/import_cases.h"
#include "store/database.h"

namespace casebook::app {

inline constexpr const char* kReuseLogName = "reuse_events.jsonl";

// Durable when it returns how many lines there are. Error: io, corrupt.
Result<std::size_t> write_reuse_log(const store::Database& database,
                                    const std::filesystem::path& file);

// Only a library without any reuse takes one up; else, and of what cannot be taken over, notes say so. Events of `replaced_ids` are left
// out: the numbers are other entries' here. Error: io.
Result<void> take_reuse_log(Workspace& workspace, const std::filesystem::path& file,
                            const std::set<EntryId>& replaced_ids, ImportMode mode,
                            std::vector<std::string>& notes);

}  // namespace casebook::app
