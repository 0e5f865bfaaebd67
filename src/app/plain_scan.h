// Searching without an index: reads the files themselves, newest first, for as long as there is time. Slow and rough, and used only
// while the index is damaged or not there yet, for one person at a time; whoever shows the answer says so.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

inline constexpr std::chrono::milliseconds kScanTime{1500};

struct PlainScan {
    std::string text;
    std::size_t limit = 5;
    enum class Wanted { suggestable_cases, everything } wanted = Wanted::suggestable_cases;
    std::optional<EntryId> leave_out;
};

// In the form in which the index answers. Error: io, when the library cannot be listed; busy, when others are searching.
Result<search::Precedents> scan_files(const Workspace& workspace, const PlainScan& scan);

// The same for the search language, without facets; the total is what was seen in time.
Result<search::SearchHits> scan_files(const Workspace& workspace, const search::SearchQuery& query);

// The file of an entry by its name, <id>-…md, or of a daily by its date; empty when there is none.
Result<std::string> find_file(const Workspace& workspace, const std::string& id_or_date);

}  // namespace casebook::app
