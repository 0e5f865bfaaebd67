// Entries that were saved and are not yet in the index: where their files are. So that what was just saved can be opened and
// edited at once, imported again without becoming two, and not suggested any more when it was withdrawn. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "domain/entry.h"

namespace casebook::app {

class PendingEntries {
  public:
    // `sequence` of the queue row.
    void add(const Entry& entry, const std::string& path, std::int64_t sequence) {
        const std::lock_guard lock(mutex_);
        entries_.insert_or_assign(
            entry.id, Pending{path, entry.kind, entry.external_id, entry.date, sequence});
        if (!entry.external_id.empty()) external_ids_.insert_or_assign(entry.external_id, entry.id);
        if (is_suggestable(entry))
            withdrawn_.erase(entry.id);
        else if (entry.kind == Kind::case_)
            withdrawn_.insert(entry.id);
    }

    // The index has taken in the queue up to here.
    void remove_up_to(std::int64_t sequence) {
        const std::lock_guard lock(mutex_);
        std::erase_if(entries_, [&](const auto& pair) { return pair.second.sequence <= sequence; });
        std::erase_if(external_ids_,
                      [&](const auto& pair) { return !entries_.contains(pair.second); });
        std::erase_if(withdrawn_, [&](EntryId id) { return !entries_.contains(id); });
    }

    // Cases that are not suggested as they are now, whatever the index still says of them.
    std::set<EntryId> withdrawn() const {
        const std::lock_guard lock(mutex_);
        return withdrawn_;
    }

    std::optional<std::string> find(EntryId id) const {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(id);
        return found == entries_.end() ? std::nullopt : std::optional(found->second.path);
    }

    std::optional<std::string> find_by_external_id(const std::string& external_id) const {
        const std::lock_guard lock(mutex_);
        const auto found = external_ids_.find(external_id);
        if (found == external_ids_.end()) return std::nullopt;
        return entries_.at(found->second).path;
    }

    std::optional<std::string> find_daily(Date date) const {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, pending] : entries_)
            if (pending.kind == Kind::daily && pending.date == date) return pending.path;
        return std::nullopt;
    }

    EntryId largest_id() const {
        const std::lock_guard lock(mutex_);
        return entries_.empty() ? 0 : entries_.rbegin()->first;
    }

  private:
    struct Pending {
        std::string path;
        Kind kind;
        std::string external_id;
        std::optional<Date> date;
        std::int64_t sequence;
    };
    mutable std::mutex mutex_;
    std::map<EntryId, Pending> entries_;
    std::map<std::string, EntryId> external_ids_;
    std::set<EntryId> withdrawn_;
};

}  // namespace casebook::app
