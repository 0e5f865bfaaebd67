// GET /api/v1/openapi.json: the description of the API; a test holds it against the real replies.
#include <nlohmann/json.hpp>

#include "web/api/openapi_paths.h"
#include "web/api/openapi_schemas.h"
#include "web/handlers.h"

namespace casebook::web {
namespace {

using Object = nlohmann::ordered_json;

std::string make_document(const std::string& version) {
    const Object document{
        {"openapi", "3.1.0"},
        {"info", {{"title", "Casebook 案例簿"}, {"version", version}}},
        {"security", Object::array({Object{{"token", Object::array()}}})},
        {"paths", openapi_paths()},
        {"components",
         {{"schemas", openapi_schemas()},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
    return document.dump(2) + "\n";
}

}  // namespace

Response show_openapi(const Visit& visit, const PathArguments&) {
    return json(200, make_document(visit.site().options().version));
}

}  // namespace casebook::web
