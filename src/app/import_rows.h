// Rows of other systems (JSONL) as entries: which fields there are, what is wrong with a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/entry.h"

namespace casebook::app {

struct ImportRow {
    Entry entry;                            // id 0; what the row does not say is empty
    std::optional<State> state;             // when the row says it
    std::vector<std::string> unknown_keys;  // kept as extra front matter
};

// One line of JSONL. A row without an id gets an external_id made from its content, so that importing it again changes
// nothing. Error: invalid, for a person who repairs the row.
Result<ImportRow> parse_jsonl_row(std::string_view line, std::chrono::minutes default_offset);

}  // namespace casebook::app
