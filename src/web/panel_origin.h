// Pages of another program that show our panel are known by their origin: scheme, host and port.
#pragma once

#include <string_view>

namespace casebook::web {

// As browsers write one: "https://crm.example", "http://127.0.0.1:9000"; small letters, no path, nothing that could mean more in a header.
bool is_origin(std::string_view text);

}  // namespace casebook::web
