// Who works with the library, and what a role may do more than the one before it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace casebook {

using PersonId = std::int64_t;  // from 1; 0: nobody

// In the order of rights: each may do all that those before it may.
enum class Role {
    agent,  // 坐席: reads what is published, gets suggestions, says what helped, writes drafts and posts
    author,  // 撰写人: also publishes cases
    lead,  // 班组长: also changes what others wrote, leads the daily, archives, links, resets what was learnt
    admin,  // 管理员: also looks after people, sees the audit trail
};
inline constexpr Role kRoles[] = {Role::agent, Role::author, Role::lead, Role::admin};
std::string_view to_text(Role role);
std::optional<Role> parse_role(std::string_view text);

struct Person {
    PersonId id = 0;
    std::string name;  // of the account: in front matter, in the log of reuse, to sign in with
    std::string display_name;  // empty: the same
    Role role = Role::agent;
    std::string team;  // empty: none
    bool disabled = false;
    bool has_password = false;
    Timestamp created{};

    const std::string& shown_name() const { return display_name.empty() ? name : display_name; }
};

// What a program may do in a person's name.
enum class Scope { read, write, reuse, admin };
inline constexpr Scope kScopes[] = {Scope::read, Scope::write, Scope::reuse, Scope::admin};
std::string_view to_text(Scope scope);

class Scopes {
  public:
    static Scopes all();
    // "read,reuse"; nullopt when a name is none, or there is none at all.
    static std::optional<Scopes> parse(std::string_view list);

    void add(Scope scope) { bits_ |= bit(scope); }
    bool has(Scope scope) const { return (bits_ & bit(scope)) != 0; }
    std::string text() const;
    bool operator==(const Scopes&) const = default;

  private:
    static constexpr unsigned bit(Scope scope) { return 1u << static_cast<unsigned>(scope); }
    unsigned bits_ = 0;
};

inline constexpr std::size_t kLongestAccountName = 40;  // characters

// Letters of any script, digits, and . _ - @ between them; not a name that the log of reuse has for what is no person. Two names are
// the same when they fold to the same text (base/fold.h).
bool is_account_name(std::string_view name);
bool is_same_account(std::string_view one, std::string_view other);

}  // namespace casebook
