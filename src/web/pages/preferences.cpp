// Language and colours, kept in cookies: the server knows both before the first byte, so nothing flashes.
#include "web/handlers.h"
#include "web/local_url.h"

namespace casebook::web {
namespace {

constexpr std::string_view kCookieAttributes = "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";

}  // namespace

Response set_preferences(const Visit& visit, const PathArguments&) {
    Response response = redirect(local_url_or_desk(visit.request().query_value("back")));
    const std::string language = visit.request().query_value("lang");
    const std::string theme = visit.request().query_value("theme");
    if (language == "zh-CN" || language == "en")
        response.headers.emplace("Set-Cookie", "lang=" + language + std::string(kCookieAttributes));
    if (theme == "auto" || theme == "light" || theme == "dark")
        response.headers.emplace("Set-Cookie", "theme=" + theme + std::string(kCookieAttributes));
    return response;
}

}  // namespace casebook::web
