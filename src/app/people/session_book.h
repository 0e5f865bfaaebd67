// Sessions of browsers: who is signed in where. Kept in memory for each request and in the database for the next start; when they were
// last used goes there at most once a minute, all at once. The id that the browser has is nowhere but there. Thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/people.h"

namespace casebook::app {

using Now = std::function<Timestamp()>;

struct SessionLimits {
    std::chrono::minutes idle{2 * 60};       // without a request
    std::chrono::minutes absolute{12 * 60};  // from the sign-in: a shift
};

// What a request needs to know of its session.
struct Session {
    std::string hash;  // names it, opens nothing
    PersonId person = 0;
    std::string form_token;
    std::optional<std::string> new_id;  // which the browser has to be told
};

struct OpenSession {
    std::string hash;
    std::string address;
    std::int64_t created = 0, last_seen = 0;  // seconds since 1970
};

// A page that stays open asks for news by itself: that keeps no session alive.
enum class SessionUse { by_person, by_open_page };

class SessionBook {
  public:
    SessionBook(const store::Database& database, Now now)
        : people_(database), now_(std::move(now)) {}

    Result<void> load();
    void set_limits(const SessionLimits& limits) { limits_ = limits; }
    const SessionLimits& limits() const { return limits_; }

    // Gives the id for the browser. `event` tells that somebody signed in.
    Result<std::string> begin(PersonId person, const std::string& address,
                              const store::AuditEvent& event);

    // None: there is no such session, or it has come to its end.
    std::optional<Session> resume(const std::string& id, SessionUse use = SessionUse::by_person);

    Result<void> end(const std::string& hash, const store::AuditEvent& event);
    // All of a person's, but one.
    Result<void> end_all_of(PersonId person, const std::string& except_hash,
                            const store::AuditEvent& event);

    // Each gets a new id at its next request: what the person may do has changed.
    void renew_all_of(PersonId person);

    // The last used first.
    std::vector<OpenSession> of(PersonId person) const;

  private:
    struct Kept {
        store::SessionRecord record;
        bool renew = false;
        bool used = false;  // since the last note in the database
    };
    std::int64_t seconds_now() const;
    bool is_over(const store::SessionRecord& record, std::int64_t now) const;
    std::optional<std::string> renewed(Kept& kept);
    std::optional<store::People::LastUses> uses_to_note(std::int64_t now);
    void remove_those_over(std::int64_t now);

    store::People people_;
    Now now_;
    SessionLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;  // by hash
    std::int64_t noted_ = 0;
};

}  // namespace casebook::app
