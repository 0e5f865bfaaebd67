#include "web/conditional.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "web/compression.h"

namespace casebook::web {
namespace {

bool can_be_kept(const Request& request, const Response& response) {
    const bool kind = response.kind == ResponseKind::page || response.kind == ResponseKind::data ||
                      response.kind == ResponseKind::asset;
    return kind && request.method == Method::get && response.status == 200;
}

// RFC 9110, 13.1.2: compared weakly, "*" names whatever there is.
bool names(const std::string& if_none_match, std::string_view tag) {
    for (const std::string& element : split(if_none_match, ',')) {
        std::string_view candidate = trim(element);
        if (candidate == "*") return true;
        if (candidate.starts_with("W/")) candidate.remove_prefix(2);
        if (candidate == tag) return true;
    }
    return false;
}

}  // namespace

Response conditional(const Request& request, Response response) {
    if (!can_be_kept(request, response)) return response;
    auto tag = response.headers.find("ETag");
    if (tag == response.headers.end())
        tag = response.headers.emplace("ETag", fmt::format("\"{:016x}\"", fnv1a(response.body)));
    std::string_view strong = tag->second;
    if (strong.starts_with("W/")) strong.remove_prefix(2);
    if (!names(without_gzip_suffix(request.header("if-none-match")), strong)) return response;
    response.status = 304;
    response.body.clear();
    return response;
}

}  // namespace casebook::web
