// The lists of words that ship with Casebook (content/synonyms.yml, content/stock_phrases.yml), as they are written there: for a
// library that has none of its own.
#pragma once

#include <string_view>

namespace casebook::content {

std::string_view shipped_synonyms();
std::string_view shipped_stock_phrases();

}  // namespace casebook::content
