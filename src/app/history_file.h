// revisions.jsonl: the history of a library beside its files, as an export writes it and an import takes it up. A JSON object a
// revision, oldest first: path, entry, at, author, origin, reason, fingerprint, text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/import_cases.h"
#include "store/database.h"

namespace casebook::app {

inline constexpr const char* kHistoryName = "revisions.jsonl";

// Durable when it returns. Error: io, corrupt.
Result<std::size_t> write_history_file(const store::Database& database,
                                       const std::filesystem::path& file);

// Only a library without any history takes one up; else, and of lines that are no revision, notes say what was left. Error: io.
Result<void> take_history(store::Database& database, const std::filesystem::path& file,
                          ImportMode mode, std::vector<std::string>& notes);

}  // namespace casebook::app
