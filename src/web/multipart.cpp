#include "web/multipart.h"

#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostParts = 1000;
constexpr std::size_t kLongestPartHeader = 1000;  // bytes
constexpr std::size_t kLongestBoundary = 70;      // characters; RFC 2046

// The value of ` name="value"` or ` name=value` among parameters that stand behind semicolons. Browsers write a quote inside a
// name as %22, so the next quote ends it.
std::optional<std::string_view> parameter(std::string_view text, std::string_view name) {
    std::size_t at = text.find(';');
    while (at != std::string_view::npos) {
        text.remove_prefix(at + 1);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string found = ascii_lower(trim(text.substr(0, equals)));
        text.remove_prefix(equals + 1);
        const bool quoted = text.starts_with('"');
        if (quoted) text.remove_prefix(1);
        const std::size_t end = text.find(quoted ? '"' : ';');
        if (quoted && end == std::string_view::npos) return std::nullopt;
        if (found == name) return quoted ? text.substr(0, end) : trim(text.substr(0, end));
        at = quoted ? text.find(';', end) : end;
    }
    return std::nullopt;
}

std::optional<std::string_view> name_of_part(std::string_view header) {
    for (const std::string_view line : split_lines(header)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (ascii_lower(trim(line.substr(0, colon))) != "content-disposition") continue;
        const std::string_view value = trim(line.substr(colon + 1));
        if (!ascii_lower(value.substr(0, 9)).starts_with("form-data")) return std::nullopt;
        return parameter(value, "name");
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> multipart_boundary(std::string_view content_type) {
    const std::size_t semicolon = content_type.find(';');
    if (ascii_lower(trim(content_type.substr(0, semicolon))) != "multipart/form-data")
        return std::nullopt;
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return std::nullopt;
    return boundary;
}

std::optional<Values> parse_multipart(std::string_view body, std::string_view boundary) {
    const std::string delimiter = "\r\n--" + std::string(boundary);
    const std::string_view first = std::string_view(delimiter).substr(2);
    if (!body.starts_with(first)) return std::nullopt;
    body.remove_prefix(first.size());
    Values parts;
    while (!body.starts_with("--")) {  // which closes the last
        if (!body.starts_with("\r\n") || parts.size() >= kMostParts) return std::nullopt;
        body.remove_prefix(2);
        const std::size_t header_end = body.substr(0, kLongestPartHeader).find("\r\n\r\n");
        if (header_end == std::string_view::npos) return std::nullopt;
        const auto name = name_of_part(body.substr(0, header_end));
        body.remove_prefix(header_end + 4);
        const std::size_t end = body.find(delimiter);
        if (!name || end == std::string_view::npos) return std::nullopt;
        parts.emplace(*name, body.substr(0, end));
        body.remove_prefix(end + delimiter.size());
    }
    return parts;
}

}  // namespace casebook::web
