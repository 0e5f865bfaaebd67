// /account: one's own password, the tokens of one's programs, the browsers in which one is signed in.
#include <algorithm>

#include "app/read_entry.h"
#include "base/text.h"
#include "web/call_handlers.h"
#include "web/handlers.h"
#include "web/views/account_views.h"
#include "web/views/sign_in_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kLongestLabel = 60;  // characters

Response account_page(const Visit& visit, const AccountView& view, int status) {
    Response response = visit.page("pages/account/show", Area::account,
                                   visit.message("title.account"), render::View::of(view));
    response.status = status;
    return response;
}

Response done(const Visit& visit, std::string_view what) {
    AccountView view = AccountView::of(visit);
    view.notice = visit.message(what);
    return account_page(visit, view, 200);
}

Response refused(const Visit& visit, const ErrorText& words, int status) {
    AccountView view = AccountView::of(visit);
    view.error_message = words.message;
    view.error_hint = words.hint;
    return account_page(visit, view, status);
}

Response refused(const Visit& visit, const Error& error) {
    return refused(visit, account_error_text(visit, error), 422);
}

Scopes scopes_of(const Request& request) {
    Scopes scopes;
    for (const Scope scope : kScopes)
        if (!request.form_value("scope_" + std::string(to_text(scope))).empty()) scopes.add(scope);
    return scopes;
}

std::string label_in(const Visit& visit) {
    return std::string(first_characters(
        collapse_white_space(replace_invalid_utf8(visit.request().form_value("label"))),
        kLongestLabel));
}

Response fresh_token_page(const Visit& visit, const std::string& label, Scopes scopes,
                          const std::string& origins) {
    auto token = visit.accounts().tokens().add(
        visit.person().id, label, scopes,
        visit.accounts().event(visit.actor(), "token.added", visit.account(),
                               label + ": " + scopes.text()),
        origins);
    if (!token) return refused(visit, token.error());
    AccountView view = AccountView::of(visit);
    view.fresh_token = std::move(*token);
    Response response = account_page(visit, view, 201);
    response.kind = ResponseKind::fragment;  // kept by no cache
    response.compression = Compression::never;
    return response;
}

}  // namespace

Response show_account(const Visit& visit, const PathArguments&) {
    return account_page(visit, AccountView::of(visit), 200);
}

Response change_password(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    if (request.form_value("password") != request.form_value("password_again"))
        return refused(
            visit,
            {visit.message("error.password_differs"), visit.message("error.password_differs.hint")},
            422);
    const auto changed = visit.accounts().change_password(
        visit.person().id, request.form_value("old_password"), request.form_value("password"),
        visit.actor(), visit.identity().session);
    return changed ? done(visit, "account.password_changed") : refused(visit, changed.error());
}

Response create_token(const Visit& visit, const PathArguments&) {
    const std::string label = label_in(visit);
    const Scopes scopes = scopes_of(visit.request());
    if (scopes == Scopes() || label.empty())
        return refused(
            visit, {visit.message("error.token_empty"), visit.message("error.token_empty.hint")},
            422);
    return fresh_token_page(visit, label, scopes, "");
}

// For the panel inside the pages that the administrator allowed; it can look up and say what helped, nothing else.
Response create_panel_token(const Visit& visit, const PathArguments&) {
    const std::vector<std::string>& allowed = visit.site().options().panel_origins;
    const std::string wanted = visit.request().form_value("origin");
    if (std::find(allowed.begin(), allowed.end(), wanted) == allowed.end())
        return refused(
            visit, {visit.message("error.panel_origin"), visit.message("error.panel_origin.hint")},
            422);
    Scopes scopes;
    scopes.add(Scope::read);
    scopes.add(Scope::reuse);
    return fresh_token_page(visit, wanted, scopes, wanted);
}

Response revoke_token(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.token_none");
    const auto revoked = visit.accounts().tokens().revoke(
        visit.person().id, *id,
        visit.accounts().event(visit.actor(), "token.revoked", visit.account(), arguments[0]));
    return revoked ? done(visit, "account.token_revoked") : visit.error(revoked.error());
}

Response end_other_sessions(const Visit& visit, const PathArguments&) {
    const auto ended = visit.accounts().sessions().end_all_of(
        visit.person().id, visit.identity().session,
        visit.accounts().event(visit.actor(), "sessions.ended", visit.account()));
    return ended ? done(visit, "account.sessions_ended") : visit.error(ended.error());
}

}  // namespace casebook::web
