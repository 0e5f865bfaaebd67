// The pages on the way in: signing in, coming by a link for the first time, sending once more what was typed.
#pragma once

#include <string>
#include <vector>

#include "web/page.h"

namespace casebook::web {

// A field of a form that was interrupted.
struct KeptFieldView {
    std::string name, value;
    void fill(render::View& view) const;
};

struct KeptFormView {
    std::string target;  // where it was going; empty: nothing was interrupted
    std::vector<KeptFieldView> fields;
    void fill(render::View& view) const;
};

struct SignInView {
    std::string name;  // as typed
    std::string next;  // where to go then
    std::string error_message, error_hint;
    bool nobody_yet = false;  // there is no administrator
    KeptFormView kept;
    void fill(render::View& view) const;
};

struct SendAgainView {
    KeptFormView kept;
    void fill(render::View& view) const;
};

struct ComeInView {
    std::string target;
    void fill(render::View& view) const;
};

struct InvitationView {
    std::string action_url;
    bool is_first = false;  // the administrator, who names himself
    std::string name, display_name;
    std::string error_message, error_hint;
    void fill(render::View& view) const;
};

// The words for an error of signing in or of a password, with how long to wait.
struct ErrorText {
    std::string message, hint;
};
ErrorText account_error_text(const Visit& visit, const Error& error);

}  // namespace casebook::web
