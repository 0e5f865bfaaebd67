// What can be asked of the API: each address with its methods, parameters and answers.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace casebook::web {

nlohmann::ordered_json openapi_paths();

}  // namespace casebook::web
