#include "web/cookies.h"

#include <fmt/format.h>

namespace casebook::web {
namespace {

struct CookieTraits {
    std::string_view name;
    std::string_view life;
};

constexpr CookieTraits traits_of(Cookie cookie) {
    switch (cookie) {
        case Cookie::session:
            return {"casebook", ""};  // ends with the browser, and with the session's own limits
        case Cookie::device:
            return {"casebook-device", "; Max-Age=31536000"};
        case Cookie::guest:
            return {"casebook-guest", ""};
    }
    return {};
}

}  // namespace

std::string name_of(Cookie cookie, Security security) {
    return fmt::format("{}{}", security == Security::secure ? "__Host-" : "",
                       traits_of(cookie).name);
}

std::optional<std::string> cookie_of(const Request& request, Cookie cookie, Security security) {
    return request.cookie(name_of(cookie, security));
}

std::string set_cookie(Cookie cookie, const std::string& value, Security security) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", name_of(cookie, security),
                       value, security == Security::secure ? "; Secure" : "",
                       traits_of(cookie).life);
}

std::string clear_cookie(Cookie cookie, Security security) {
    return set_cookie(cookie, "", security) + "; Max-Age=0";
}

}  // namespace casebook::web
