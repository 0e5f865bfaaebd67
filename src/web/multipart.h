// The body of a multipart/form-data message -> its parts.
#pragma once

#include <optional>
#include <string_view>

#include "web/http.h"

namespace casebook::web {

// The boundary named by a Content-Type; nullopt when it is not multipart/form-data or names none.
std::optional<std::string_view> multipart_boundary(std::string_view content_type);

// Each part by its name, in order; a file's name is not kept. nullopt when the body is not whole: a part without a name, no closing
// boundary, more than 1,000 parts, or a part's header of more than 1,000 bytes.
std::optional<Values> parse_multipart(std::string_view body, std::string_view boundary);

}  // namespace casebook::web
