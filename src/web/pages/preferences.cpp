// Language and colours, kept in cookies: the server knows both before the first byte, so nothing flashes.
#include <algorithm>

#include "web/handlers.h"

namespace casebook::web {
namespace {

constexpr std::string_view kCookieAttributes = "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";

// Only to a page of our own: "//elsewhere" and "/\elsewhere" leave the site, and so does "/<tab>/elsewhere", because browsers
// take tabs and line ends out of an address.
std::string local_target(const std::string& back) {
    const bool local =
        back.starts_with('/') && !back.starts_with("//") && back.find('\\') == std::string::npos;
    const bool has_control = std::any_of(back.begin(), back.end(),
                                         [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return local && !has_control ? back : "/";
}

}  // namespace

Response set_preferences(const Visit& visit, const PathArguments&) {
    Response response = redirect(local_target(visit.request().query_value("back")));
    const std::string language = visit.request().query_value("lang");
    const std::string theme = visit.request().query_value("theme");
    if (language == "zh-CN" || language == "en")
        response.headers.emplace("Set-Cookie", "lang=" + language + std::string(kCookieAttributes));
    if (theme == "auto" || theme == "light" || theme == "dark")
        response.headers.emplace("Set-Cookie", "theme=" + theme + std::string(kCookieAttributes));
    return response;
}

}  // namespace casebook::web
