#include "web/http.h"

#include <fmt/format.h>

#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors ";

std::string_view cache_control_of(ResponseKind kind) {
    switch (kind) {
        case ResponseKind::asset:
            return "public, max-age=31536000, immutable";  // its address holds a hash of its content
        case ResponseKind::page:
            return "private, no-cache";
        case ResponseKind::fragment:
        case ResponseKind::data:
        case ResponseKind::redirect:
        case ResponseKind::error:
        case ResponseKind::stream:
            return "no-store";
    }
    return "no-store";
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Plus { literal, space };

struct Decoded {
    std::string text;
    bool whole = true;  // every percent code was one
};

Decoded percent_decode(std::string_view text, Plus plus) {
    Decoded decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::space) {
            decoded.text += ' ';
        } else if (text[i] != '%') {
            decoded.text += text[i];
        } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                   hex_digit(text[i + 2]) >= 0) {
            decoded.text += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            decoded.text += '%';
            decoded.whole = false;
        }
    }
    return decoded;
}

std::string first_value(const Values& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

}  // namespace

std::string Request::header(std::string_view name) const {
    const auto found = headers.find(std::string(name));
    return found == headers.end() ? std::string() : found->second;
}

std::string Request::query_value(const std::string& name) const {
    return first_value(query, name);
}

std::string Request::form_value(const std::string& name) const {
    return first_value(form, name);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    for (const std::string& pair : split(header("cookie"), ';')) {
        const std::string_view text = trim(pair);
        if (text.size() > name.size() && text.starts_with(name) && text[name.size()] == '=')
            return std::string(text.substr(name.size() + 1));
    }
    return std::nullopt;
}

Values headers_of(const Response& response) {
    Values headers = response.headers;
    headers.emplace("Content-Type", response.content_type);
    headers.emplace("Cache-Control", cache_control_of(response.kind));
    const bool framed = !response.framed_by.empty();
    headers.emplace("Content-Security-Policy",
                    std::string(kContentSecurityPolicy) + (framed ? response.framed_by : "'none'"));
    headers.emplace("X-Content-Type-Options", "nosniff");
    if (!framed) headers.emplace("X-Frame-Options", "DENY");  // it cannot name the origins that may
    headers.emplace(
        "Referrer-Policy",
        "same-origin");  // "no-referrer" would make browsers send "Origin: null" from our own forms
    headers.emplace("Cross-Origin-Opener-Policy", "same-origin");
    headers.emplace("Cross-Origin-Resource-Policy", "same-origin");
    headers.emplace("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    return headers;
}

std::optional<Target> parse_target(std::string_view target) {
    const std::size_t question = target.find('?');
    const Decoded path = percent_decode(target.substr(0, question), Plus::literal);
    if (!path.whole || !path.text.starts_with('/') || find_invalid_utf8(path.text) ||
        path.text.find('\0') != std::string::npos)
        return std::nullopt;
    Target parsed{path.text, {}};
    if (question != std::string_view::npos)
        parsed.query = parse_urlencoded(target.substr(question + 1));
    return parsed;
}

Values parse_urlencoded(std::string_view text) {
    Values values;
    for (const std::string& pair : split(text, '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        const std::string_view value = equals == std::string::npos
                                           ? std::string_view()
                                           : std::string_view(pair).substr(equals + 1);
        values.emplace(percent_decode(std::string_view(pair).substr(0, equals), Plus::space).text,
                       percent_decode(value, Plus::space).text);
    }
    return values;
}

std::string percent_encode(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace casebook::web
