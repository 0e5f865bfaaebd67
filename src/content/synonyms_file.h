// synonyms.yml: a list under "groups:" of groups of words, each a list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casebook::content {

// Error: invalid, with the line.
Result<std::vector<std::vector<std::string>>> parse_synonyms(std::string_view yaml);

}  // namespace casebook::content
