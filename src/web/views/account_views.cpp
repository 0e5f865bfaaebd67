#include "web/views/account_views.h"

#include "app/people/password_rules.h"
#include "web/views/found_views.h"

namespace casebook::web {

using render::View;

std::string minute_of_seconds(const Visit& visit, std::int64_t seconds) {
    if (seconds == 0) return {};
    Timestamp time = visit.workspace().clock().now();
    time.instant = std::chrono::sys_seconds(std::chrono::seconds(seconds));
    return minute_of(time);
}

void TokenView::fill(View& view) const {
    view.number("token_id", id);
    view.text("token_label", label);
    view.text("token_scopes", scopes);
    view.text("token_created", created);
    view.optional_text("token_used", last_used);
    view.flag("token_for_panel", for_panel);
}

void SessionView::fill(View& view) const {
    view.text("session_address", address);
    view.text("session_created", created);
    view.text("session_seen", last_seen);
    view.flag("session_is_this", is_this);
}

AccountView AccountView::of(const Visit& visit) {
    const Person& person = visit.person();
    AccountView view;
    view.name = person.name;
    view.display_name = person.shown_name();
    view.role_label = visit.message("role." + std::string(to_text(person.role)));
    view.team = person.team;
    view.has_password = person.has_password;
    for (const store::ApiTokenRecord& token : visit.accounts().tokens().of(person.id))
        view.tokens.push_back({token.id, token.label, token.scopes.text(), minute_of(token.created),
                               minute_of_seconds(visit, token.last_used), !token.origins.empty()});
    for (const std::string& origin : visit.site().options().panel_origins)
        view.panel_origins.push_back({origin});
    for (const app::OpenSession& session : visit.accounts().sessions().of(person.id))
        view.sessions.push_back({session.address, minute_of_seconds(visit, session.created),
                                 minute_of_seconds(visit, session.last_seen),
                                 session.hash == visit.identity().session});
    return view;
}

void AccountView::fill(View& view) const {
    view.text("name", name);
    view.text("display_name", display_name);
    view.text("role_label", role_label);
    view.optional_text("team", team);
    view.flag("has_password", has_password);
    view.optional_text("notice_done", notice);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.optional_text("fresh_token", fresh_token);
    view.flag("has_tokens", !tokens.empty());
    view.list("tokens", tokens);
    view.flag("has_other_sessions", sessions.size() > 1);
    view.list("sessions", sessions);
    view.flag("has_panel_origins", !panel_origins.empty());
    view.list("panel_origins", panel_origins);
    view.number("shortest_password", static_cast<long long>(app::kShortestPassword));
}

}  // namespace casebook::web
