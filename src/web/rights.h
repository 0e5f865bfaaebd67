// What each route asks of whoever calls it. A route without rights does not compile: Rights has no default.
#pragma once

#include <optional>

#include "domain/person.h"
#include "web/identity.h"

namespace casebook::web {

// Whose it is decides: `own` where it belongs to the caller, `other` where it is somebody else's.
enum class Subject {
    none,           // nobody's: both are the same
    kind,           // {kind} of a new entry: a daily is never one's own
    entry,          // the entry of the first argument belongs to its author
    reuse,          // the event of the first argument belongs to who said it
    reuse_in_form,  // the same of the form's field "id"
};

enum class Ownership { own, other };

class Rights {
  public:
    // Everybody, signed in or not.
    static constexpr Rights anybody() { return {}; }
    // The same, and nobody looks who it is: for files that are everybody's and may be kept by caches.
    static constexpr Rights unasked() {
        Rights rights;
        rights.unasked_ = true;
        return rights;
    }
    // Somebody signed in, of this role or above.
    static constexpr Rights from(Role role, Scope scope) {
        return {role, role, Subject::none, scope};
    }
    static constexpr Rights of_subject(Subject subject, Role own, Role other, Scope scope) {
        return {own, other, subject, scope};
    }
    // A person's own account: by a browser, never by a program's token.
    static constexpr Rights in_person(Role role) { return {role, role, Subject::none, {}}; }
    // The same as from(), and programs on this machine.
    static constexpr Rights from_or_local_program(Role role, Scope scope) {
        Rights rights = from(role, scope);
        rights.local_programs_ = true;
        return rights;
    }

    bool is_for_anybody() const { return !own_; }
    bool are_unasked() const { return unasked_; }
    std::optional<Role> least(Ownership ownership) const {
        return ownership == Ownership::own ? own_ : other_;
    }
    Subject subject() const { return subject_; }
    std::optional<Scope> scope() const { return scope_; }
    bool are_for_local_programs() const { return local_programs_; }

  private:
    constexpr Rights() = default;
    constexpr Rights(Role own, Role other, Subject subject, std::optional<Scope> scope)
        : own_(own), other_(other), subject_(subject), scope_(scope) {}

    std::optional<Role> own_, other_;
    Subject subject_ = Subject::none;
    std::optional<Scope> scope_;
    bool local_programs_ = false;
    bool unasked_ = false;
};

enum class Decision { allowed, sign_in, forbidden };

Decision decide(const Rights& rights, const Identity& identity, Ownership ownership);

}  // namespace casebook::web
