#include "web/panel_origin.h"

#include <algorithm>

namespace casebook::web {
namespace {

constexpr std::size_t kLongest = 300;

bool is_of_host(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_origin(std::string_view text) {
    if (text.size() > kLongest) return false;
    for (const std::string_view scheme :
         {std::string_view("https://"), std::string_view("http://")})
        if (text.starts_with(scheme)) {
            const std::string_view rest = text.substr(scheme.size());
            const std::size_t colon = rest.find(':');
            const std::string_view host = rest.substr(0, colon);
            const bool port_is_right =
                colon == std::string_view::npos || is_port(rest.substr(colon + 1));
            return !host.empty() && port_is_right &&
                   std::all_of(host.begin(), host.end(), is_of_host);
        }
    return false;
}

}  // namespace casebook::web
