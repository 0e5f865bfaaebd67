// synonyms.yml: a list under "groups:" of groups of words, each a list. stock_phrases.yml: a list under "phrases:".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casebook::content {

// Error: invalid, with the line.
Result<std::vector<std::vector<std::string>>> parse_synonyms(std::string_view yaml);
Result<std::vector<std::string>> parse_stock_phrases(std::string_view yaml);

}  // namespace casebook::content
