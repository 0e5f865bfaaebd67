// The body of a call of the API, which is one JSON object. For .cpp files only (a heavy header).
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "web/page.h"

namespace casebook::web {

struct JsonBody {
    nlohmann::json members;           // an object
    std::optional<Response> refusal;  // the answer that says what is wrong with it: 415, 400
};

JsonBody read_json_body(const Visit& visit);

}  // namespace casebook::web
