// Takes cases of another system into the library: files first (durable), then the index.
//
// Idempotent by external_id: a row that is in the library already changes only the fields that differ, and nothing when
// none does. An import that was interrupted completes when it is run again.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

enum class ImportMode { write, dry_run };

struct ImportReport {
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    Problems refused;                                 // rows left out: file, line, reason
    std::map<std::string, std::size_t> unknown_keys;  // kept in the files; how many rows had each
};

// Error: not_found, io; what was acknowledged before stays.
Result<ImportReport> import_cases(Workspace& workspace, const std::filesystem::path& jsonl,
                                  ImportMode mode, const Progress& progress);

}  // namespace casebook::app
