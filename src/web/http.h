// A request and a response as the pages see them: no sockets, no library. Tests make them by hand.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace casebook::web {

enum class Method : int { get, post, put, remove_ };  // HEAD is a get; remove_ is DELETE

using Values = std::multimap<std::string, std::string>;

enum class Transport { plain, tls };

struct Request {
    Method method = Method::get;
    std::string path;   // percent-decoded
    std::string local;  // path and query as sent; to come back to
    Values query;
    Values form;                                 // of a multipart or urlencoded body
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    std::string
        peer;  // address of the other end of the connection: a browser or a proxy; empty: not known
    Transport transport = Transport::plain;

    std::string header(std::string_view name) const;         // "" when absent
    std::string query_value(const std::string& name) const;  // the first; "" when absent
    std::string form_value(const std::string& name) const;   // the first; "" when absent
    std::optional<std::string> cookie(std::string_view name) const;
};

// What an answer is decides how long it may be kept and which headers it has; see headers_of().
enum class ResponseKind { page, fragment, data, asset, redirect, error, stream };

// never: for an answer that holds a secret beside text of a visitor's choice, whose length would tell the secret (BREACH).
enum class Compression { allowed, never };

struct Response {
    ResponseKind kind = ResponseKind::page;
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    Values headers;  // beside those of the kind
    Compression compression = Compression::allowed;
    std::optional<std::string>
        audience;  // of a stream: whose events follow the body (an account); see live_feed.h
    // The origins whose pages may show it in a frame, "https://crm.example https://…"; empty: none may.
    std::string framed_by = {};
};

// Every header of the answer but its length: type, caching, and the security headers that all answers have.
Values headers_of(const Response& response);

// Splits "/search?q=%E5%AE%BD" into path and query. nullopt when a percent code is broken, or text is not UTF-8 or has NUL.
struct Target {
    std::string path;
    Values query;
};
std::optional<Target> parse_target(std::string_view target);

// Names and values of an application/x-www-form-urlencoded text. Broken percent codes stay as they are.
Values parse_urlencoded(std::string_view text);

std::string percent_encode(std::string_view text);

}  // namespace casebook::web
