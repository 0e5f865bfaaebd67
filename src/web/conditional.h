// Answers that the asker may have already: an ETag on what can be kept, 304 where it has not changed.
#pragma once

#include "web/http.h"

namespace casebook::web {

// Gives a 200 answer to GET of kind page, data or asset a strong ETag of its body, unless its handler set one, and turns it into
// 304 without a body when If-None-Match names it.
Response conditional(const Request& request, Response response);

}  // namespace casebook::web
