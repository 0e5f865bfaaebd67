// A static file, at an address that changes with its content.
#include "web/handlers.h"

namespace casebook::web {

Response show_asset(const Visit& visit, const PathArguments& arguments) {
    const Asset* asset = visit.assets().find(arguments[0]);
    if (asset == nullptr) return visit.error(404, "error.not_found");
    Response response;
    response.kind = ResponseKind::asset;
    response.content_type = asset->content_type;
    response.body = asset->bytes;
    return response;
}

}  // namespace casebook::web
