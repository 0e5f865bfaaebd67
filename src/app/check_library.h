// Content, database and index against each other. Looks only: it opens each of them for reading, and so works beside a running
// server, too. What such a server has in hand at that moment (a file saved and not yet indexed) is looked at again before it counts.
#pragma once

#include <filesystem>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

enum class CheckedPart { content, database, index };
std::string_view to_text(CheckedPart part);

// Something that is wrong. The error's code says what; beside those of content/problems.h:
//   leftover, no_database, database, audit_broken, complaint_steps, unrecorded, unrecorded_removal,
//   no_index, index_damaged, index_busy, not_indexed, index_outdated, index_surplus
struct Finding {
    CheckedPart part = CheckedPart::content;
    Error error;
};

struct CheckReport {
    std::size_t files = 0;      // cases, dailies and posts
    std::size_t revisions = 0;  // in the database
    std::size_t reuses = 0;     // events in the database
    std::size_t changes = 0;    // of the log of recent changes
    std::size_t complaints = 0;
    std::size_t audited = 0;  // lines of the audit trail
    std::size_t indexed = 0;  // entries in the index
    std::size_t waiting = 0;  // files that are queued for the index, which is no finding
    std::vector<Finding> findings;
};

struct CheckSettings {
    int looks = 3;  // at what may be about to change
    std::chrono::milliseconds between_looks{500};
};

// A library that was never opened (no state at all) is no finding. Error: not_found, io: the library folder cannot be listed.
Result<CheckReport> check_library(const std::filesystem::path& content,
                                  const std::filesystem::path& state, const Progress& progress,
                                  const CheckSettings& settings = {});

struct RepairReport {
    std::vector<Finding> repaired;
    CheckReport after;
};

// Mends what `before` found (by a check from before the workspace was opened, which mends most of it), and checks again. Files of
// the library are never changed. Error: as check_library; what kept it from mending is logged and found again.
Result<RepairReport> repair_library(Workspace& workspace, const CheckReport& before,
                                    const Progress& progress);

}  // namespace casebook::app
