// GET /healthz: the process answers.
#include "web/handlers.h"

namespace casebook::web {

Response show_health(const Visit&, const PathArguments&) {
    return json(200, "{\"status\":\"ok\"}\n");
}

}  // namespace casebook::web
