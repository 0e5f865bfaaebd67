// categories.yml: a list under "categories:" of {path, product, department, facts, call_back_after, push_after, follow_up_after,
// stuck_after}; all but path may be missing.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/category.h"

namespace casebook::content {

// Error: invalid, with the line.
Result<std::vector<Category>> parse_categories(std::string_view yaml);

}  // namespace casebook::content
