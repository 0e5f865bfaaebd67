// The administrator's pages: who there is, and the audit trail.
#pragma once

#include <string>
#include <vector>

#include "store/audit_log.h"
#include "web/page.h"

namespace casebook::web {

struct PersonRowView {
    long long id = 0;
    std::string name, display_name, role_label, team, created;
    bool disabled = false, has_password = false;
    static PersonRowView of(const Visit& visit, const Person& person);
    void fill(render::View& view) const;
};

struct RoleChoiceView {
    std::string value, label, hint;
    bool selected = false;
    void fill(render::View& view) const;
};
std::vector<RoleChoiceView> role_choices(const Visit& visit, Role selected);

struct PeopleView {
    std::vector<PersonRowView> people;
    std::string name, display_name, team;  // as typed
    std::vector<RoleChoiceView> roles;
    std::string error_message, error_hint;
    void fill(render::View& view) const;
};

struct PersonView {
    PersonRowView person;
    std::vector<RoleChoiceView> roles;
    std::string notice, error_message, error_hint;
    std::string link;  // that lets the person in, shown this once
    bool is_self = false;
    void fill(render::View& view) const;
};

struct AuditRowView {
    std::string sequence, time, who, action_label, subject, detail, hash;
    static AuditRowView of(const Visit& visit, const store::AuditRow& row);
    void fill(render::View& view) const;
};

struct AuditView {
    std::vector<AuditRowView> rows;
    std::string total, head_hash, older_url, broken_at;
    bool verified = false;  // the chain was read, and is whole unless broken_at says where
    std::vector<RoleChoiceView> groups;  // of actions
    void fill(render::View& view) const;
};

}  // namespace casebook::web
