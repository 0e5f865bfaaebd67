#include "web/views/sign_in_views.h"

#include <cstdlib>

#include "app/people/password_rules.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

using render::View;

// "40 s" is told to the minute: nobody counts seconds.
std::string minutes_of(const std::string& seconds) {
    return std::to_string((std::strtol(seconds.c_str(), nullptr, 10) + 59) / 60);
}

}  // namespace

void KeptFieldView::fill(View& view) const {
    view.text("kept_name", name);
    view.text("kept_value", value);
}

void KeptFormView::fill(View& view) const {
    view.optional_text("kept_target", target);
    view.list("kept_fields", fields);
}

void SignInView::fill(View& view) const {
    view.text("name", name);
    view.text("next", next);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.flag("nobody_yet", nobody_yet);
    kept.fill(view);
}

void SendAgainView::fill(View& view) const {
    kept.fill(view);
}

void ComeInView::fill(View& view) const {
    view.text("target", target);
}

void InvitationView::fill(View& view) const {
    view.text("action_url", action_url);
    view.flag("is_first", is_first);
    view.text("name", name);
    view.text("display_name", display_name);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.number("shortest_password", static_cast<long long>(app::kShortestPassword));
}

ErrorText account_error_text(const Visit& visit, const Error& error) {
    const std::string key = "error." + error.code;
    if (error.code.empty() || visit.messages().find(key) == nullptr)
        return {visit.message("error.internal"), visit.message("error.internal.hint")};
    const std::string detail = error.code == "sign_in_wait" ? minutes_of(error.detail)
                               : error.kind == ErrorKind::invalid
                                   ? std::to_string(app::kShortestPassword)
                                   : error.detail;
    return {visit.message(key), message_with(visit, key + ".hint", {detail})};
}

}  // namespace casebook::web
