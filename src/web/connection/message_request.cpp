#include "web/connection/message_request.h"

#include <array>

#include "base/text.h"
#include "web/compression.h"
#include "web/multipart.h"

namespace casebook::web {
namespace {

constexpr std::array<std::string_view, 4> kKnownUnused{"PATCH", "OPTIONS", "TRACE", "CONNECT"};

std::variant<Method, int> method_of(std::string_view name) {
    if (name == "GET" || name == "HEAD") return Method::get;
    if (name == "POST") return Method::post;
    if (name == "PUT") return Method::put;
    if (name == "DELETE") return Method::remove_;
    for (const std::string_view known : kKnownUnused)
        if (name == known) return 405;
    return 501;
}

// Parts of ranges are not served, and what would be unpacked is refused before.
void leave_out_what_is_not_served(std::map<std::string, std::string>& headers) {
    for (const char* name : {"range", "if-range", "content-encoding", "transfer-encoding", "expect",
                             "connection", "upgrade"})
        headers.erase(name);
    if (const auto match = headers.find("if-match"); match != headers.end())
        match->second = without_gzip_suffix(std::move(match->second));
}

bool is_compressed(const Message& message) {
    const std::string coding = ascii_lower(message.header("content-encoding"));
    return !coding.empty() && coding != "identity";
}

std::optional<Values> form_of(const Message& message) {
    const std::string type = message.header("content-type");
    const std::string kind = ascii_lower(trim(type.substr(0, type.find(';'))));
    if (kind == "application/x-www-form-urlencoded") return parse_urlencoded(message.body);
    if (kind != "multipart/form-data") return Values{};
    const auto boundary = multipart_boundary(type);
    return boundary ? parse_multipart(message.body, *boundary) : std::nullopt;
}

}  // namespace

std::variant<Request, int> to_request(Message message) {
    const auto method = method_of(message.method);
    if (const int* status = std::get_if<int>(&method)) return *status;
    if (is_compressed(message)) return 415;
    auto target = parse_target(message.target);
    auto form = form_of(message);
    if (!target || !form) return 400;
    Request request;
    request.method = std::get<Method>(method);
    request.path = std::move(target->path);
    request.local = std::move(message.target);
    request.query = std::move(target->query);
    request.form = std::move(*form);
    request.headers = std::move(message.headers);
    request.body = std::move(message.body);
    request.peer = std::move(message.peer);
    leave_out_what_is_not_served(request.headers);
    return request;
}

}  // namespace casebook::web
