// Which field a column, a key or a heading of another system stands for.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casebook::app {

// Said by the person: the name in the file -> the field's name.
using ColumnMap = std::map<std::string, std::string>;

// "complaint=问题" pairs, field first. Error: invalid, naming the fields that there are.
Result<ColumnMap> parse_column_map(const std::vector<std::string>& pairs);

// The field's name ("complaint", "external_id", "minutes"): as the person said, else by its name, its heading or its usual names
// in Chinese and English. A name that stands for no field is given back as it is.
std::string field_of_column(std::string_view column, const ColumnMap& map);

bool is_import_field(std::string_view name);

}  // namespace casebook::app
