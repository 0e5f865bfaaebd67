#include "base/error.h"

#include <fmt/format.h>

#include <array>

namespace casebook {
namespace {

constexpr std::array<ErrorKindTraits, 8> kTraits{{
    {ErrorKind::not_found, "not_found", 404, Severity::information, 1},
    {ErrorKind::invalid, "invalid", 400, Severity::information, 2},
    {ErrorKind::conflict, "conflict", 409, Severity::information, 1},
    {ErrorKind::forbidden, "forbidden", 403, Severity::warning, 1},
    {ErrorKind::busy, "busy", 503, Severity::warning, 1},
    {ErrorKind::corrupt, "corrupt", 500, Severity::error, 1},
    {ErrorKind::io, "io", 500, Severity::error, 1},
    {ErrorKind::internal, "internal", 500, Severity::error, 1},
}};

}  // namespace

std::string Place::text() const {
    if (column > 0) return fmt::format("{}:{}:{}", path, line, column);
    return line > 0 ? fmt::format("{}:{}", path, line) : path;
}

std::string Error::line() const {
    std::string out = message;
    if (!place.path.empty()) out += fmt::format(" ({})", place.text());
    if (!hint.empty()) out += ". " + hint;
    return out;
}

const ErrorKindTraits& traits_of(ErrorKind kind) {
    for (const ErrorKindTraits& traits : kTraits)
        if (traits.kind == kind) return traits;
    return kTraits.back();
}

}  // namespace casebook
