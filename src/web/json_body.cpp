#include "web/json_body.h"

namespace casebook::web {

JsonBody read_json_body(const Visit& visit) {
    const Request& request = visit.request();
    if (!request.header("content-type").starts_with("application/json"))
        return {{}, visit.error(415, "error.not_json")};
    auto members = nlohmann::json::parse(request.body, nullptr, false);
    if (!members.is_object()) return {{}, visit.error(400, "error.bad_json")};
    return {std::move(members), std::nullopt};
}

}  // namespace casebook::web
