// The rows of a file that were not taken, as the reports of import and reuse give them to programs.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"

namespace casebook::cli {

// [{"file", "line", "reason", "hint"}]
nlohmann::ordered_json refused_rows_json(const std::vector<Error>& rows);

}  // namespace casebook::cli
