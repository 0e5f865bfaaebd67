#include "app/people/token_book.h"

#include <algorithm>

#include "base/log.h"
#include "base/secret.h"
#include "base/unix_seconds.h"

namespace casebook::app {
namespace {

constexpr std::int64_t kBetweenNotes = 60;  // seconds

}  // namespace

Result<void> TokenBook::load() {
    auto records = people_.tokens();
    if (!records) return records.error();
    const std::lock_guard lock(mutex_);
    for (store::ApiTokenRecord& record : *records) {
        const std::string hash = record.hash;
        kept_.emplace(hash, std::move(record));
    }
    return {};
}

Result<std::string> TokenBook::add(PersonId person, const std::string& label, Scopes scopes,
                                   const store::AuditEvent& event, const std::string& origins) {
    const std::string token = std::string(kTokenPrefix) + random_secret();
    store::ApiTokenRecord record;
    record.person = person;
    record.label = label;
    record.hash = hash_of_secret(token);
    record.scopes = scopes;
    record.created = event.when;
    record.origins = origins;
    const auto id = people_.add_token(record, event);
    if (!id) return id.error();
    record.id = *id;
    const std::lock_guard lock(mutex_);
    kept_.emplace(record.hash, record);
    return token;
}

std::optional<TokenBook::Bearer> TokenBook::find(const std::string& token) {
    const std::int64_t now = unix_seconds(now_());
    std::unique_lock lock(mutex_);
    const auto found = kept_.find(hash_of_secret(token));
    if (found == kept_.end()) return std::nullopt;
    store::ApiTokenRecord& record = found->second;
    record.last_used = now;
    used_[record.id] = now;
    const Bearer bearer{record.id, record.person, record.scopes, record.origins};
    const auto uses = uses_to_note(now);
    lock.unlock();  // others need not wait for the disk
    if (uses)
        if (auto noted = people_.note_last_uses(*uses); !noted) log(noted.error());
    return bearer;
}

std::optional<store::People::LastUses> TokenBook::uses_to_note(std::int64_t now) {
    if (now - noted_ < kBetweenNotes && now >= noted_) return std::nullopt;
    noted_ = now;
    store::People::LastUses uses;
    uses.tokens.assign(used_.begin(), used_.end());
    used_.clear();
    return uses;
}

Result<void> TokenBook::revoke(PersonId person, store::ApiTokenId id,
                               const store::AuditEvent& event) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& pair) {
        return pair.second.id == id && pair.second.person == person;
    });
    if (found == kept_.end())
        return Error{ErrorKind::not_found, "There is no such token", "", {}, "token_none"};
    if (auto revoked = people_.revoke_token(id, event); !revoked) return revoked;
    kept_.erase(found);
    return {};
}

std::vector<store::ApiTokenRecord> TokenBook::of(PersonId person) const {
    std::vector<store::ApiTokenRecord> records;
    const std::lock_guard lock(mutex_);
    for (const auto& [hash, record] : kept_)
        if (record.person == person) records.push_back(record);
    std::sort(records.begin(), records.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return records;
}

}  // namespace casebook::app
