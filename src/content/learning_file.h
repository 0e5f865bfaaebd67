// learning.yml: how long what was learnt from reuse counts ("half_life_days: 365").
#pragma once

#include <chrono>
#include <string_view>

#include "base/result.h"

namespace casebook::content {

// From 1 to 36500 days. Error: invalid, with the line.
Result<std::chrono::days> parse_half_life(std::string_view yaml);

}  // namespace casebook::content
