#include "web/connection/message_writer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "web/page.h"

namespace casebook::web {
namespace {

struct Status {
    int number;
    std::string_view phrase;
    std::string_view explanation;  // of those that bare_error() gives
};

constexpr std::array kStatuses{
    Status{200, "OK", ""},
    Status{201, "Created", ""},
    Status{202, "Accepted", ""},
    Status{204, "No Content", ""},
    Status{301, "Moved Permanently", ""},
    Status{302, "Found", ""},
    Status{303, "See Other", ""},
    Status{304, "Not Modified", ""},
    Status{307, "Temporary Redirect", ""},
    Status{308, "Permanent Redirect", ""},
    Status{400, "Bad Request", "The request is malformed"},
    Status{401, "Unauthorized", ""},
    Status{403, "Forbidden", ""},
    Status{404, "Not Found", ""},
    Status{405, "Method Not Allowed", "This method is not used here"},
    Status{408, "Request Timeout", "The request took too long to arrive"},
    Status{409, "Conflict", ""},
    Status{412, "Precondition Failed", ""},
    Status{413, "Content Too Large", "The body is too large"},
    Status{414, "URI Too Long", "The address is too long"},
    Status{415, "Unsupported Media Type", "The body must not be compressed"},
    Status{417, "Expectation Failed", "The request expects what is not done here"},
    Status{422, "Unprocessable Content", ""},
    Status{428, "Precondition Required", ""},
    Status{429, "Too Many Requests", ""},
    Status{431, "Request Header Fields Too Large", "The headers are too large"},
    Status{500, "Internal Server Error", "The program failed; the log says where"},
    Status{501, "Not Implemented", "The request needs what is not done here"},
    Status{503, "Service Unavailable", "Too much at once; try again in a moment"},
    Status{505, "HTTP Version Not Supported", "Speak HTTP/1.1"},
};

const Status& status_of(int number) {
    static constexpr Status kOther{0, "Answer", "The request cannot be answered"};
    for (const Status& status : kStatuses)
        if (status.number == number) return status;
    return kOther;
}

std::string on_one_line(std::string value) {
    std::replace_if(
        value.begin(), value.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return value;
}

Response plain_error(int status, std::string_view explanation) {
    Response response;
    response.kind = ResponseKind::error;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = fmt::format("{} {}\n", status, explanation);
    return response;
}

bool may_have_body(int status) {
    return status != 204 && status != 304;
}

std::string now_for_date_header() {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr)));
}

}  // namespace

std::string bytes_of(const Response& response, BodyWanted body, AfterAnswer after) {
    std::string bytes =
        fmt::format("HTTP/1.1 {} {}\r\n", response.status, status_of(response.status).phrase);
    for (const auto& [name, value] : headers_of(response))
        bytes += fmt::format("{}: {}\r\n", name, on_one_line(value));
    bytes += fmt::format("Date: {}\r\n", now_for_date_header());
    const bool is_stream = response.kind == ResponseKind::stream;  // ends with its connection
    if (may_have_body(response.status) && !is_stream)
        bytes += fmt::format("Content-Length: {}\r\n", response.body.size());
    bytes += after == AfterAnswer::close || is_stream ? "Connection: close\r\n\r\n" : "\r\n";
    if (body == BodyWanted::yes && may_have_body(response.status)) bytes += response.body;
    return bytes;
}

Response bare_error(int status, std::string_view path) {
    const std::string_view explanation = status_of(status).explanation;
    Response response = path.starts_with("/api/") ? problem(status, explanation, "")
                                                  : plain_error(status, explanation);
    if (status == 405) response.headers.emplace("Allow", "GET, HEAD, POST, PUT, DELETE");
    return response;
}

Response bare_error(RefusalReason reason) {
    Response response = bare_error(traits_of(reason).status, "");
    if (response.status == 503) response.headers.emplace("Retry-After", "2");
    return response;
}

}  // namespace casebook::web
