// Who may come in: people, their sessions, the tokens of their programs, one-time links, and the secrets of this installation. What can
// open a door is kept as a hash. Every change carries the line of the audit trail that tells it, in the same transaction. Times that are
// only compared are seconds since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/person.h"
#include "store/audit_event.h"

namespace casebook::store {

class Database;

struct PersonRecord {
    Person person;
    std::string password;  // as base/password.h keeps it; empty: none yet
};

struct SessionRecord {
    std::string hash;  // of the id that the browser has
    PersonId person = 0;
    std::string form_token;
    std::int64_t created = 0, last_seen = 0, ends = 0;
    std::string address;
};

using ApiTokenId = std::int64_t;

struct ApiTokenRecord {
    ApiTokenId id = 0;
    PersonId person = 0;
    std::string label;
    std::string hash;
    Scopes scopes;
    Timestamp created{};
    std::int64_t last_used = 0;  // 0: never
    std::string
        origins{};  // of a token for the panel: the pages that may show it, split by blanks; empty: any program
};

struct InvitationRecord {
    std::string hash;
    PersonId person = 0;  // 0: of the first administrator, who names himself
    std::int64_t ends = 0;
};

class People {
  public:
    // The database outlives it.
    explicit People(const Database& database) : database_(database) {}

    Result<std::vector<PersonRecord>> all() const;
    // Gives the id. Error: conflict, when there is the name already.
    Result<PersonId> add(const PersonRecord& record, const AuditEvent& event);
    Result<void> update(const PersonRecord& record, const AuditEvent& event);

    Result<std::vector<SessionRecord>> sessions() const;
    Result<void> add_session(const SessionRecord& record, const AuditEvent& event);
    // The same session under a new id.
    Result<void> rename_session(const std::string& old_hash, const SessionRecord& record);
    // Without an event: those that came to their end by themselves.
    Result<void> remove_sessions(const std::vector<std::string>& hashes,
                                 const std::optional<AuditEvent>& event);

    // Those that are not revoked.
    Result<std::vector<ApiTokenRecord>> tokens() const;
    Result<ApiTokenId> add_token(const ApiTokenRecord& record, const AuditEvent& event);
    Result<void> revoke_token(ApiTokenId id, const AuditEvent& event);

    // When they were last used, all at once.
    struct LastUses {
        std::vector<std::pair<std::string, std::int64_t>> sessions;  // by hash
        std::vector<std::pair<ApiTokenId, std::int64_t>> tokens;
    };
    Result<void> note_last_uses(const LastUses& uses);

    Result<std::vector<InvitationRecord>> invitations() const;
    // A person has one at a time.
    Result<void> put_invitation(const InvitationRecord& record,
                                const std::optional<AuditEvent>& event);
    Result<void> remove_invitation(const std::string& hash);

    // The secret of this name; `fresh` from now on when there was none.
    Result<std::string> secret(const std::string& name, const std::string& fresh);

  private:
    const Database& database_;
};

}  // namespace casebook::store
