// What stands before every handler: whether the request may be made at all. Foreign hosts and pages, rights, forged forms.
#pragma once

#include <optional>

#include "web/routes.h"

namespace casebook::web {

// Another site's page must not read from or write to a desk that runs on the visitor's own machine: a name that is pointed at
// 127.0.0.1 (DNS rebinding) shows in Host, a page of another site in Origin or Sec-Fetch-Site.
std::optional<Response> refusal_of_origin(const Visit& visit);

// Not signed in, not allowed, or a form that does not bring its token.
std::optional<Response> refusal_of_visit(const Visit& visit, const Route& route,
                                         const PathArguments& arguments);

}  // namespace casebook::web
