// What somebody is shown who may not go on as he is: to sign in first, or to send a form once more. What was typed into a form is never
// lost by it: it waits in hidden fields.
#pragma once

#include <string>

#include "web/page.h"

namespace casebook::web {

// A page: 303 to the sign-in and back; a form: the sign-in with what was typed; a program: 401.
Response ask_to_sign_in(const Visit& visit);

// The form did not bring the token of this session: it was opened before somebody signed in anew, or another site made it.
Response ask_to_send_again(const Visit& visit);

}  // namespace casebook::web
