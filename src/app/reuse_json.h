// The members that a reuse event has as JSON, in a file as in a request. Errors (invalid) are for the person who repairs the row.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "base/result.h"
#include "domain/reuse.h"

namespace casebook::app {

Error refused_row(std::string message, std::string hint);

// nullptr where it is missing or null.
const nlohmann::json* find_member(const nlohmann::json& row, const char* name);

// Empty where it is missing.
Result<std::string> read_text_member(const nlohmann::json& row, const char* name);
Result<std::optional<int>> read_number_member(const nlohmann::json& row, const char* name);

// "verdict"; used where it is missing.
Result<Verdict> read_verdict(const nlohmann::json& row);

// "outcome": {"satisfaction"?, "expectation"?, "minutes"?, "solved"?}; empty where it is missing.
Result<Outcome> read_outcome(const nlohmann::json& row);

}  // namespace casebook::app
