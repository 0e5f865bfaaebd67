// What the API takes and gives: a JSON schema for each body that openapi_paths() names, made from the field table.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace casebook::web {

nlohmann::ordered_json openapi_schemas();

}  // namespace casebook::web
