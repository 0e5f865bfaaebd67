#include "web/views/people_views.h"

#include <fmt/format.h>

#include "web/views/found_views.h"

namespace casebook::web {

using render::View;

PersonRowView PersonRowView::of(const Visit& visit, const Person& person) {
    return {person.id,           person.name,
            person.display_name, visit.message(fmt::format("role.{}", to_text(person.role))),
            person.team,         minute_of(person.created).substr(0, 10),
            person.disabled,     person.has_password};
}

void PersonRowView::fill(View& view) const {
    view.number("person_id", id);
    view.text("person_account", name);
    view.optional_text("person_display_name", display_name);
    view.text("person_role", role_label);
    view.optional_text("person_team", team);
    view.text("person_created", created);
    view.flag("person_disabled", disabled);
    view.flag("person_waits", !has_password && !disabled);
}

std::vector<RoleChoiceView> role_choices(const Visit& visit, Role selected) {
    std::vector<RoleChoiceView> choices;
    for (const Role role : kRoles) {
        const std::string name(to_text(role));
        choices.push_back({name, visit.message("role." + name),
                           visit.message("role." + name + ".hint"), role == selected});
    }
    return choices;
}

void RoleChoiceView::fill(View& view) const {
    view.text("choice_value", value);
    view.text("choice_label", label);
    view.text("choice_hint", hint);
    view.flag("selected", selected);
}

void PeopleView::fill(View& view) const {
    view.list("people", people);
    view.number("people_count", static_cast<long long>(people.size()));
    view.text("typed_name", name);
    view.text("typed_display_name", display_name);
    view.text("typed_team", team);
    view.list("roles", roles);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
}

void PersonView::fill(View& view) const {
    person.fill(view);
    view.list("roles", roles);
    view.optional_text("notice_done", notice);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.optional_text("link", link);
    view.flag("is_self", is_self);
}

AuditRowView AuditRowView::of(const Visit& visit, const store::AuditRow& row) {
    const std::string key = "audit.action." + row.event.action;
    const bool known = visit.messages().find(key) != nullptr;
    return {std::to_string(row.sequence),
            minute_of(row.event.when),
            row.event.who,
            known ? visit.message(key) : row.event.action,
            row.event.subject,
            row.event.detail,
            row.hash.substr(0, 12)};
}

void AuditRowView::fill(View& view) const {
    view.text("sequence", sequence);
    view.text("time", time);
    view.optional_text("who", who);
    view.text("action_label", action_label);
    view.text("subject", subject);
    view.optional_text("detail", detail);
    view.text("hash", hash);
}

void AuditView::fill(View& view) const {
    view.flag("has_rows", !rows.empty());
    view.list("rows", rows);
    view.text("total", total);
    view.text("head_hash", head_hash);
    view.optional_text("older_url", older_url);
    view.flag("verified_whole", verified && broken_at.empty());
    view.optional_text("broken_at", broken_at);
    view.list("groups", groups);
}

}  // namespace casebook::web
