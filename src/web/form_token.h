// Tokens against forged requests (CSRF). A session has one token; a form shows it mixed with a text that the page's own address decides,
// so that its bytes never stand beside a visitor's words in the same way twice (BREACH), and one page is the same each time it is asked
// for (ETag).
#pragma once

#include <string>

#include "web/http.h"

namespace casebook::web {

// `token`: 32 hexadecimal digits. Gives 64.
std::string shown_form_token(const std::string& token, const std::string& page_address);

bool is_form_token(const std::string& token, const std::string& shown);

// What the request brings: the header X-CSRF-Token, else the form's field csrf_token.
std::string form_token_in(const Request& request);

}  // namespace casebook::web
