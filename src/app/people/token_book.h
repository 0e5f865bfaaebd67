// Tokens of programs: each acts in a person's name, within its scopes, until it is revoked. Shown once, kept as a hash. Thread-safe.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/people/session_book.h"
#include "store/people.h"

namespace casebook::app {

// In front of every token, so that people and scanners of leaked secrets know one.
inline constexpr std::string_view kTokenPrefix = "cbk_";

class TokenBook {
  public:
    TokenBook(const store::Database& database, Now now) : people_(database), now_(std::move(now)) {}

    Result<void> load();

    // Gives the token; it cannot be shown again.
    // `origins`: of the pages in which alone it counts, split by blanks (web/pages/panel.cpp); empty: it is for programs.
    Result<std::string> add(PersonId person, const std::string& label, Scopes scopes,
                            const store::AuditEvent& event, const std::string& origins = "");

    struct Bearer {
        store::ApiTokenId token = 0;
        PersonId person = 0;
        Scopes scopes;
        std::string origins;
    };
    std::optional<Bearer> find(const std::string& token);

    // Error: not_found, when the person has no such token.
    Result<void> revoke(PersonId person, store::ApiTokenId id, const store::AuditEvent& event);

    std::vector<store::ApiTokenRecord> of(PersonId person) const;

  private:
    std::optional<store::People::LastUses> uses_to_note(std::int64_t now);

    store::People people_;
    Now now_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, store::ApiTokenRecord> kept_;  // by hash
    std::unordered_map<store::ApiTokenId, std::int64_t> used_;     // since the last note
    std::int64_t noted_ = 0;
};

}  // namespace casebook::app
