// A file of reuse events, one JSON object a line, recorded in bulk:
//
//   {"text": …, "case": external id or id, "verdict"?: "used"|"not_this"|"copied", "who"?, "when"?, "round"?, "outcome"?: {…}}
//
// Recording a file again records nothing twice: an event is known by its case, verdict, masked text, who, when and round as written, and
// which time these come up in the file. So a file that has grown may be given whole. An event that was undone stays undone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/problem_list.h"
#include "app/workspace.h"

namespace casebook::app {

struct ReuseFileSettings {
    std::string who;                 // of rows that do not say
    std::optional<int> until_round;  // rows of a later round are passed over
};

struct ReuseFileReport {
    std::size_t recorded = 0;
    std::size_t known = 0;   // recorded by an earlier run
    std::size_t later = 0;   // of a round after `until_round`
    std::size_t masked = 0;  // phone numbers, ids, cards, ... that were made unreadable
    Problems refused;        // rows left out: file, line, reason
};

// Durable when it returns. Error: not_found, io, invalid; what was recorded before stays.
Result<ReuseFileReport> record_reuse_file(Workspace& workspace, const std::filesystem::path& file,
                                          const ReuseFileSettings& settings,
                                          const Progress& progress);

}  // namespace casebook::app
