#include "app/people/accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/people/password_rules.h"
#include "base/fold.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/unix_seconds.h"

namespace casebook::app {
namespace {

constexpr std::size_t kLongestLine = 60;  // characters of a display name or a team
constexpr std::chrono::hours kInvitationLasts{72};

Error no_person() {
    return {ErrorKind::not_found,
            "There is no such person",
            "See “casebook user list”",
            {},
            "person_none"};
}

Error bad_name(const std::string& name) {
    return {ErrorKind::invalid,
            fmt::format("“{}” is no name for an account", name),
            "Take up to 40 letters or digits, with . _ - @ between them",
            {},
            "bad_name"};
}

Error password_refused(PasswordProblem problem) {
    return {
        ErrorKind::invalid,
        "This password cannot be taken",
        fmt::format("Take at least {} characters that are not easily guessed", kShortestPassword),
        {},
        fmt::format("password_{}", to_text(problem))};
}

Error invitation_gone() {
    return {ErrorKind::not_found,
            "This link was used, or is too old",
            "Ask an administrator for a new one",
            {},
            "invitation_gone"};
}

std::string line_of(const std::string& text) {
    return std::string(
        first_characters(collapse_white_space(replace_invalid_utf8(text)), kLongestLine));
}

// "role lead → author, disabled", for the trail.
std::string difference(const Person& before, const Person& after) {
    std::vector<std::string> parts;
    if (before.role != after.role)
        parts.push_back(fmt::format("role {} → {}", to_text(before.role), to_text(after.role)));
    if (before.disabled != after.disabled)
        parts.emplace_back(after.disabled ? "disabled" : "enabled");
    if (before.team != after.team)
        parts.push_back(fmt::format("team “{}” → “{}”", before.team, after.team));
    if (before.display_name != after.display_name)
        parts.push_back(fmt::format("display name “{}”", after.display_name));
    return join(parts, ", ");
}

}  // namespace

Accounts::Accounts(const store::Database& database, Now now)
    : database_(database),
      people_(database),
      now_(std::move(now)),
      sessions_(database, now_),
      tokens_(database, now_),
      gate_(std::make_unique<PasswordGate>(std::make_unique<Argon2Hasher>())) {}

Result<void> Accounts::load() {
    auto records = people_.all();
    if (!records) return records.error();
    auto invitations = people_.invitations();
    if (!invitations) return invitations.error();
    auto key = people_.secret("key", random_secret() + random_secret());
    if (!key) return key.error();
    records_ = std::move(*records);
    invitations_ = std::move(*invitations);
    key_ = std::move(*key);
    if (auto loaded = sessions_.load(); !loaded) return loaded;
    return tokens_.load();
}

void Accounts::use_hasher(std::unique_ptr<PasswordHasher> hasher) {
    gate_ = std::make_unique<PasswordGate>(std::move(hasher));
}

store::AuditEvent Accounts::event(const Actor& by, std::string action, std::string subject,
                                  std::string detail) const {
    if (!by.address.empty()) detail += (detail.empty() ? "" : ", ") + by.address;
    return {now_(), by.name, std::move(action), std::move(subject), std::move(detail)};
}

// Looking --------------------------------------------------------------------------------------------------------

std::optional<store::PersonRecord> Accounts::record_of(PersonId id) const {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(records_.begin(), records_.end(),
                     [&](const store::PersonRecord& each) { return each.person.id == id; });
    return found == records_.end() ? std::nullopt : std::optional(*found);
}

std::optional<store::PersonRecord> Accounts::record_of(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    for (const store::PersonRecord& each : records_)
        if (each.person.name == name) return each;
    const std::string folded = fold_to_text(name);
    for (const store::PersonRecord& each : records_)
        if (fold_to_text(each.person.name) == folded) return each;
    return std::nullopt;
}

std::optional<Person> Accounts::find(const std::string& name) const {
    const auto record = record_of(name);
    return record ? std::optional(record->person) : std::nullopt;
}

std::optional<Person> Accounts::find(PersonId id) const {
    const auto record = record_of(id);
    return record ? std::optional(record->person) : std::nullopt;
}

std::vector<Person> Accounts::all() const {
    std::vector<Person> people;
    {
        const std::lock_guard lock(mutex_);
        for (const store::PersonRecord& each : records_) people.push_back(each.person);
    }
    std::sort(people.begin(), people.end(),
              [](const Person& a, const Person& b) { return a.name < b.name; });
    return people;
}

bool Accounts::has_administrator() const {
    const std::lock_guard lock(mutex_);
    return std::any_of(records_.begin(), records_.end(), [](const store::PersonRecord& each) {
        return each.person.role == Role::admin && !each.person.disabled && !each.password.empty();
    });
}

bool Accounts::is_last_administrator(const Person& person) const {
    const auto lets_in = [](const Person& each) {
        return each.role == Role::admin && !each.disabled && each.has_password;
    };
    if (!lets_in(person)) return false;
    const std::vector<Person> people = all();
    return std::none_of(people.begin(), people.end(),
                        [&](const Person& each) { return each.id != person.id && lets_in(each); });
}

// Changing -------------------------------------------------------------------------------------------------------

void Accounts::keep(const store::PersonRecord& record) {
    const std::lock_guard lock(mutex_);
    for (store::PersonRecord& each : records_)
        if (each.person.id == record.person.id) {
            each = record;
            return;
        }
    records_.push_back(record);
}

Result<Person> Accounts::add(const NewPerson& person, const Actor& by) {
    if (!is_account_name(person.name)) return bad_name(person.name);
    const std::lock_guard lock(change_mutex_);
    store::PersonRecord record;
    record.person.name = person.name;
    record.person.display_name = line_of(person.display_name);
    record.person.role = person.role;
    record.person.team = line_of(person.team);
    record.person.created = now_();
    const auto id = people_.add(record, event(by, "person.added", person.name,
                                              fmt::format("role {}", to_text(person.role))));
    if (!id) return id.error();
    record.person.id = *id;
    keep(record);
    return record.person;
}

Result<void> Accounts::check_change(const Person& before, const Person& after) const {
    const bool steps_down = after.role != Role::admin || after.disabled;
    if (!steps_down || !is_last_administrator(before)) return {};
    return Error{ErrorKind::conflict,
                 fmt::format("“{}” is the last administrator", before.name),
                 "Make somebody else an administrator first",
                 {},
                 "last_admin"};
}

Result<Person> Accounts::change(PersonId id, const PersonChange& change, const Actor& by) {
    const std::lock_guard lock(change_mutex_);
    auto record = record_of(id);
    if (!record) return no_person();
    const Person before = record->person;
    Person& after = record->person;
    if (change.display_name) after.display_name = line_of(*change.display_name);
    if (change.role) after.role = *change.role;
    if (change.team) after.team = line_of(*change.team);
    if (change.disabled) after.disabled = *change.disabled;
    const std::string what = difference(before, after);
    if (what.empty()) return after;
    if (auto allowed = check_change(before, after); !allowed) return allowed.error();
    const store::AuditEvent changed = event(by, "person.changed", after.name, what);
    if (auto updated = people_.update(*record, changed); !updated) return updated.error();
    keep(*record);
    if (after.disabled && !before.disabled)
        if (auto ended = sessions_.end_all_of(id, "", event(by, "sessions.ended", after.name));
            !ended)
            return ended.error();
    if (after.role != before.role) sessions_.renew_all_of(id);
    return after;
}

Result<std::string> Accounts::hash_of(const std::string& password, const std::string& account) {
    if (const auto problem = problem_of_password(password, account))
        return password_refused(*problem);
    auto hash = gate_->hash(password, PasswordGate::Asker::known);
    if (hash && !hash->empty()) return *hash;
    return Error{ErrorKind::busy,
                 "Too many passwords are being checked",
                 "Try again in a moment",
                 {},
                 "sign_in_busy"};
}

Result<void> Accounts::set_password(PersonId id, const std::string& password, const Actor& by,
                                    const std::string& except_session) {
    const auto known = find(id);
    if (!known) return no_person();
    const auto hash = hash_of(password, known->name);
    if (!hash) return hash.error();
    const std::lock_guard lock(change_mutex_);
    auto record = record_of(id);
    if (!record) return no_person();
    record->password = *hash;
    record->person.has_password = true;
    const store::AuditEvent changed = event(by, "person.password", record->person.name);
    if (auto updated = people_.update(*record, changed); !updated) return updated;
    keep(*record);
    return sessions_.end_all_of(id, except_session,
                                event(by, "sessions.ended", record->person.name));
}

// Invitations ----------------------------------------------------------------------------------------------------

Result<std::string> Accounts::put_invitation(PersonId id,
                                             const std::optional<store::AuditEvent>& event) {
    const std::string secret = random_secret();
    const std::int64_t now = unix_seconds(now_());
    const std::int64_t lasts =
        std::chrono::duration_cast<std::chrono::seconds>(kInvitationLasts).count();
    const store::InvitationRecord record{hash_of_secret(secret), id, now + lasts};
    if (auto put = people_.put_invitation(record, event); !put) return put.error();
    const std::lock_guard lock(mutex_);
    std::erase_if(invitations_,
                  [&](const store::InvitationRecord& each) { return each.person == id; });
    invitations_.push_back(record);
    return secret;
}

Result<std::string> Accounts::invite(PersonId id, const Actor& by) {
    const auto person = find(id);
    if (!person) return no_person();
    return put_invitation(id, event(by, "person.invited", person->name));
}

Result<std::string> Accounts::invite_first_administrator() {
    return put_invitation(0, {});
}

std::optional<Invitation> Accounts::find_invitation(const std::string& secret) const {
    const std::string hash = hash_of_secret(secret);
    const std::int64_t now = unix_seconds(now_());
    const std::lock_guard lock(mutex_);
    for (const store::InvitationRecord& each : invitations_)
        if (is_same_secret(each.hash, hash) && now < each.ends)
            return Invitation{each.person, each.hash};
    return std::nullopt;
}

Result<Person> Accounts::first_administrator(const NewPerson& first, const std::string& password,
                                             const std::string& address) {
    if (!is_account_name(first.name)) return bad_name(first.name);
    if (const auto problem = problem_of_password(password, first.name))
        return password_refused(*problem);
    NewPerson person = first;
    person.role = Role::admin;
    const Actor by{first.name, address};
    // Somebody whom a command made before anybody could sign in may be the one.
    const auto known = find(first.name);
    auto added = known ? Result<Person>(*known) : add(person, by);
    if (!added) return added;
    if (auto set = set_password(added->id, password, by); !set) return set.error();
    return change(added->id, {{}, Role::admin, {}, false}, by);
}

Result<Person> Accounts::accept(const std::string& secret, const NewPerson& first,
                                const std::string& password, const std::string& address) {
    static std::mutex one_at_a_time;  // a link lets one in, however often it is sent at once
    const std::lock_guard alone(one_at_a_time);
    const auto invitation = find_invitation(secret);
    if (!invitation) return invitation_gone();
    const bool is_first = invitation->person == 0;
    if (is_first && has_administrator()) return invitation_gone();
    Result<Person> person = invitation_gone();
    if (is_first) {
        person = first_administrator(first, password, address);
        if (!person) return person;
    } else {
        const auto known = find(invitation->person);
        if (!known || known->disabled) return invitation_gone();
        if (auto set = set_password(known->id, password, {known->name, address}); !set)
            return set.error();
        person = *find(known->id);
    }
    if (auto removed = people_.remove_invitation(invitation->hash); !removed)
        return removed.error();
    const std::lock_guard lock(mutex_);
    std::erase_if(invitations_, [&](const auto& each) { return each.hash == invitation->hash; });
    return person;
}

}  // namespace casebook::app
