// A response -> the bytes that go out.
#pragma once

#include <string>

#include "web/connection/message.h"
#include "web/http.h"

namespace casebook::web {

enum class BodyWanted { yes, no };  // no: an answer to HEAD

// Every header of headers_of(), Date, the length, and whether the connection goes on. A control character in a header's value
// becomes a space, so that no text of a visitor can end a header.
std::string bytes_of(const Response& response, BodyWanted body, AfterAnswer after);

// What is said when there is no page to say it on: a problem document for programs (paths below /api/), else a line of text.
Response bare_error(int status, std::string_view path);
Response bare_error(RefusalReason reason);

}  // namespace casebook::web
