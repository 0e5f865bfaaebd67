// A message as it came over the wire -> the request that the site sees.
#pragma once

#include <variant>

#include "web/connection/message.h"
#include "web/http.h"

namespace casebook::web {

// The request, or the status of why the site never sees it: 400 (its target or multipart body is malformed), 405 (a method that is
// not used here), 415 (a compressed body), 501 (an unknown method).
std::variant<Request, int> to_request(Message message);

}  // namespace casebook::web
