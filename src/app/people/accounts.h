// The people of a desk: who there is and what they may do, how they get in, and the trail of it. What a change means for sessions is
// decided here: they end when a password is changed or an account disabled, and get a new id when a role changes.
//
// All people are in memory; every change is durable, with its line of the audit trail, when its function returns. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/people/password_gate.h"
#include "app/people/session_book.h"
#include "app/people/sign_in_throttle.h"
#include "app/people/token_book.h"
#include "domain/person.h"
#include "store/audit_log.h"
#include "store/people.h"

namespace casebook::app {

// Who does it, for the trail.
struct Actor {
    std::string name;     // of the account; cli for a command
    std::string address;  // empty: this machine
};

struct NewPerson {
    std::string name;
    std::string display_name;
    Role role = Role::agent;
    std::string team;
};

// What is to be different.
struct PersonChange {
    std::optional<std::string> display_name;
    std::optional<Role> role;
    std::optional<std::string> team;
    std::optional<bool> disabled;
};

// A link that lets somebody in once, to set a password.
struct Invitation {
    PersonId person = 0;  // 0: the first administrator, who has no account yet
    std::string hash;
};

class Accounts {
  public:
    Accounts(const store::Database& database, Now now);

    Result<void> load();

    // For tests: another way of hashing; before anybody signs in.
    void use_hasher(std::unique_ptr<PasswordHasher> hasher);

    std::optional<Person> find(const std::string& name) const;
    std::optional<Person> find(PersonId id) const;
    std::vector<Person> all() const;  // by name
    // An administrator who is not disabled and has a password. Until there is one, nobody can let others in.
    bool has_administrator() const;

    // Error: invalid (bad_name), conflict (name_taken), io.
    Result<Person> add(const NewPerson& person, const Actor& by);
    // Error: not_found (person_none), conflict (last_admin: somebody has to be able to let others in).
    Result<Person> change(PersonId id, const PersonChange& change, const Actor& by);
    // The other sessions of the person end. Error: invalid (password_…), busy (sign_in_busy), not_found.
    Result<void> set_password(PersonId id, const std::string& password, const Actor& by,
                              const std::string& except_session = "");
    // By the person, who has to say the old one. Error: also forbidden (wrong_password), busy (sign_in_wait).
    Result<void> change_password(PersonId id, const std::string& old_password,
                                 const std::string& password, const Actor& by,
                                 const std::string& except_session);

    // Gives the secret of the link; an earlier one for the same person is void. Error: not_found, io.
    Result<std::string> invite(PersonId id, const Actor& by);
    Result<std::string> invite_first_administrator();
    // None: there is none such, it was used, or is too old.
    std::optional<Invitation> find_invitation(const std::string& secret) const;
    // Uses the link up. Error: not_found (invitation_gone), and as add() and set_password().
    Result<Person> accept(const std::string& secret, const NewPerson& first,
                          const std::string& password, const std::string& address);

    struct SignInAttempt {
        std::string name;
        std::string password;
        std::string address;
        std::string device;  // the cookie that an earlier sign-in left; empty: none
    };
    struct SignedIn {
        Person person;
        std::string session;  // the id for the browser
        std::string device;   // the cookie to leave there
    };
    // Error: forbidden (sign_in_failed: no such name, a wrong password, a disabled account, without saying which); busy (sign_in_wait,
    // detail: seconds; sign_in_busy: too many at once).
    Result<SignedIn> sign_in(const SignInAttempt& attempt);
    // Without a password: after an invitation.
    Result<SignedIn> begin_session(const Person& person, const std::string& address);

    SessionBook& sessions() { return sessions_; }
    TokenBook& tokens() { return tokens_; }
    store::AuditLog audit() const { return store::AuditLog(database_); }
    store::AuditEvent event(const Actor& by, std::string action, std::string subject,
                            std::string detail = "") const;

    // For what is bound to this installation: form tokens, device cookies.
    const std::string& key() const { return key_; }

  private:
    using Records = std::vector<store::PersonRecord>;

    std::optional<store::PersonRecord> record_of(PersonId id) const;
    std::optional<store::PersonRecord> record_of(const std::string& name) const;
    void keep(const store::PersonRecord& record);
    bool is_last_administrator(const Person& person) const;
    Result<void> check_change(const Person& before, const Person& after) const;
    Result<std::string> hash_of(const std::string& password, const std::string& account);
    Result<std::string> put_invitation(PersonId id, const std::optional<store::AuditEvent>& event);
    Result<Person> first_administrator(const NewPerson& first, const std::string& password,
                                       const std::string& address);
    std::string device_cookie_of(const std::string& account) const;
    std::string device_in(const std::string& cookie, const std::string& account) const;
    Result<bool> is_right(const store::PersonRecord* record, const SignInThrottle::Guess& guess,
                          const std::string& password);
    void note_failure(const store::PersonRecord* record, const std::string& address);
    Result<SignedIn> welcome(const Person& person, const std::string& address,
                             const std::string& device);

    const store::Database& database_;
    store::People people_;
    Now now_;
    mutable std::mutex mutex_;  // of records_ and invitations_
    Records records_;
    std::vector<store::InvitationRecord> invitations_;
    std::mutex change_mutex_;  // one change of a person at a time
    SessionBook sessions_;
    TokenBook tokens_;
    SignInThrottle throttle_;
    std::unique_ptr<PasswordGate> gate_;
    std::string key_;
};

}  // namespace casebook::app
