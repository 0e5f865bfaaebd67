#include "app/people/session_book.h"

#include <algorithm>

#include "base/log.h"
#include "base/secret.h"
#include "base/unix_seconds.h"

namespace casebook::app {
namespace {

constexpr std::int64_t kBetweenNotes = 60;  // seconds
// The clock went back by more than this: nobody can say how old the session is.
constexpr std::int64_t kClockMayDiffer = 300;  // seconds

std::int64_t in_seconds(std::chrono::minutes minutes) {
    return std::chrono::duration_cast<std::chrono::seconds>(minutes).count();
}

}  // namespace

std::int64_t SessionBook::seconds_now() const {
    return unix_seconds(now_());
}

Result<void> SessionBook::load() {
    auto records = people_.sessions();
    if (!records) return records.error();
    const std::lock_guard lock(mutex_);
    for (store::SessionRecord& record : *records) {
        const std::string hash = record.hash;
        kept_.emplace(hash, Kept{std::move(record)});
    }
    return {};
}

bool SessionBook::is_over(const store::SessionRecord& record, std::int64_t now) const {
    return now >= record.ends || now - record.last_seen >= in_seconds(limits_.idle) ||
           now + kClockMayDiffer < record.last_seen;
}

Result<std::string> SessionBook::begin(PersonId person, const std::string& address,
                                       const store::AuditEvent& event) {
    const std::string id = random_secret();
    const std::int64_t now = seconds_now();
    const store::SessionRecord record{hash_of_secret(id),
                                      person,
                                      random_secret(),
                                      now,
                                      now,
                                      now + in_seconds(limits_.absolute),
                                      address};
    if (auto added = people_.add_session(record, event); !added) return added.error();
    const std::lock_guard lock(mutex_);
    kept_.emplace(record.hash, Kept{record});
    remove_those_over(now);
    return id;
}

std::optional<Session> SessionBook::resume(const std::string& id, SessionUse use) {
    const std::int64_t now = seconds_now();
    std::unique_lock lock(mutex_);
    const auto found = kept_.find(hash_of_secret(id));
    if (found == kept_.end() || is_over(found->second.record, now)) return std::nullopt;
    Kept& kept = found->second;
    if (use == SessionUse::by_person) {
        kept.record.last_seen = now;
        kept.used = true;
    }
    Session session{kept.record.hash, kept.record.person, kept.record.form_token, {}};
    if (kept.renew) {
        session.new_id = renewed(kept);
        session.hash = session.new_id ? hash_of_secret(*session.new_id) : session.hash;
    }
    const auto uses = uses_to_note(now);
    lock.unlock();  // others need not wait for the disk
    if (uses)
        if (auto noted = people_.note_last_uses(*uses); !noted) log(noted.error());
    return session;
}

// None when the database refuses: then it is tried again at the next request.
std::optional<std::string> SessionBook::renewed(Kept& kept) {
    const std::string id = random_secret(), old_hash = kept.record.hash;
    Kept fresh{kept.record};
    fresh.record.hash = hash_of_secret(id);
    if (auto renamed = people_.rename_session(old_hash, fresh.record); !renamed) {
        log(renamed.error());
        return std::nullopt;
    }
    kept_.erase(old_hash);
    kept_.emplace(fresh.record.hash, std::move(fresh));
    return id;
}

std::optional<store::People::LastUses> SessionBook::uses_to_note(std::int64_t now) {
    if (now - noted_ < kBetweenNotes && now >= noted_) return std::nullopt;
    noted_ = now;
    store::People::LastUses uses;
    for (auto& [hash, kept] : kept_) {
        if (!kept.used) continue;
        kept.used = false;
        uses.sessions.emplace_back(hash, kept.record.last_seen);
    }
    return uses;
}

void SessionBook::remove_those_over(std::int64_t now) {
    std::vector<std::string> hashes;
    for (const auto& [hash, kept] : kept_)
        if (is_over(kept.record, now)) hashes.push_back(hash);
    if (hashes.empty()) return;
    for (const std::string& hash : hashes) kept_.erase(hash);
    if (auto removed = people_.remove_sessions(hashes, {}); !removed) log(removed.error());
}

Result<void> SessionBook::end(const std::string& hash, const store::AuditEvent& event) {
    const std::lock_guard lock(mutex_);
    kept_.erase(hash);
    return people_.remove_sessions({hash}, event);
}

Result<void> SessionBook::end_all_of(PersonId person, const std::string& except_hash,
                                     const store::AuditEvent& event) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> hashes;
    for (const auto& [hash, kept] : kept_)
        if (kept.record.person == person && hash != except_hash) hashes.push_back(hash);
    for (const std::string& hash : hashes) kept_.erase(hash);
    return people_.remove_sessions(hashes, event);
}

void SessionBook::renew_all_of(PersonId person) {
    const std::lock_guard lock(mutex_);
    for (auto& [hash, kept] : kept_)
        if (kept.record.person == person) kept.renew = true;
}

std::vector<OpenSession> SessionBook::of(PersonId person) const {
    const std::int64_t now = seconds_now();
    std::vector<OpenSession> open;
    const std::lock_guard lock(mutex_);
    for (const auto& [hash, kept] : kept_)
        if (kept.record.person == person && !is_over(kept.record, now))
            open.push_back({hash, kept.record.address, kept.record.created, kept.record.last_seen});
    std::sort(open.begin(), open.end(),
              [](const OpenSession& a, const OpenSession& b) { return a.last_seen > b.last_seen; });
    return open;
}

}  // namespace casebook::app
