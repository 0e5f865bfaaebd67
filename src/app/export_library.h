// The whole library as files: every file of the content folder byte for byte, in the same layout, so that importing the folder
// into an empty library (import_cases) gives the same library. Files that Casebook cannot read are copied too. With `history` the
// revisions of the files go into revisions.jsonl.
//
// The folder has its name only when everything in it is durable: an export that was interrupted leaves a hidden folder beside,
// which the next one replaces.
#pragma once

#include <cstdint>
#include <filesystem>

#include "app/workspace.h"
#include "base/files.h"
#include "content/library.h"
#include "store/database.h"

namespace casebook::app {

struct ExportReport {
    std::size_t cases = 0;
    std::size_t dailies = 0;
    std::size_t posts = 0;
    std::size_t other_files = 0;  // attachments, categories.yml, synonyms.yml
    std::size_t revisions = 0;
    std::size_t reuses = 0;  // lines of the log of reuse
    std::uint64_t bytes = 0;
};

// Error: not_found (no library); conflict (the folder holds something); invalid (inside the library, or a file over
// kLargestLibraryFile); io.
Result<ExportReport> export_library(const content::Library& library,
                                    const std::filesystem::path& folder, const Progress& progress,
                                    const store::Database* history = nullptr);

}  // namespace casebook::app
