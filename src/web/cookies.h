// The cookies that say who a browser is. Over TLS they are "__Host-…; Secure", which no other host can set; over plain HTTP, which is
// for loopback, browsers refuse that name and it is left out.
#pragma once

#include <optional>
#include <string>

#include "web/http.h"

namespace casebook::web {

enum class Cookie {
    session,  // who is signed in
    device,   // this browser signed in before (app/people/sign_in_throttle.h)
    guest,    // what the forms of somebody who is not signed in are bound to
};

enum class Security { plain, secure };

std::string name_of(Cookie cookie, Security security);

std::optional<std::string> cookie_of(const Request& request, Cookie cookie, Security security);

// The value of a Set-Cookie header. Strict: sent only from pages of our own; a link from elsewhere comes in by way of
// templates/pages/sign_in/come_in.html.
std::string set_cookie(Cookie cookie, const std::string& value, Security security);
std::string clear_cookie(Cookie cookie, Security security);

}  // namespace casebook::web
