// From the value of a filter, as people type it in either language, to the one that the index has.
#pragma once

#include <string_view>
#include <variant>

#include "search/query_problems.h"
#include "search/search_language.h"

namespace casebook::search {

// The condition without its source, or what is wrong with the value.
std::variant<Condition, QueryProblem> read_filter(const ExactField& field, std::string_view value);

}  // namespace casebook::search
