// Takes cases, dailies and posts of another system, or of another library, into this one: files first (durable), then the index.
//
// Idempotent by external_id: a row that is in the library already changes only the fields that differ, and nothing when
// none does. An import that was interrupted completes when it is run again. A file of another library keeps its bytes, its
// path and its id where they are free, so that a library that was exported is the same after its import.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/import_source.h"
#include "app/workspace.h"

namespace casebook::app {

enum class ImportMode { write, dry_run };

struct ImportReport {
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t masked = 0;  // phone numbers, ids, cards, ... that were made unreadable
    Problems refused;        // rows left out: file, line, reason
    std::map<std::string, std::size_t> unknown_keys;  // kept in the files; how many rows had each
    std::vector<std::string> notes;  // how each source was read, and what of it was not taken
};

// Error: not_found, io, invalid (a table without the columns that it needs); what was acknowledged before stays.
Result<ImportReport> import_cases(Workspace& workspace, const std::filesystem::path& path,
                                  ImportMode mode, const Progress& progress,
                                  const ImportSettings& settings = {});

}  // namespace casebook::app
