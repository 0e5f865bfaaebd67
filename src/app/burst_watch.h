// Sees when complaints gather on one case (domain/burst.h): from what agents confirm on the desk, and from what open complaints seem to be
// about. All in memory, read from the database when the program starts. Thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/burst.h"
#include "domain/reuse.h"
#include "store/burst_marks.h"

namespace casebook::app {

class BurstWatch {
  public:
    // The database outlives it. `changed` is called when the bursts are others than before, by whoever changed them; quick.
    BurstWatch(const store::Database& database, std::function<void()> changed);

    Result<void> load(std::chrono::sys_seconds now);

    // Each "used" at the desk is a complaint whose agent named the case; the same agent with the same words is the same caller. What comes
    // in bulk, or with the end of a complaint, was no call just now and is passed over.
    void recorded(const std::vector<ReuseEvent>& events, std::chrono::sys_seconds now);
    void undone(const ReuseEvent& event, std::chrono::sys_seconds now);

    // What a complaint is about: as it seems while it is open, as its owner says when it is closed with a case; another word about the
    // same complaint takes the place of the first. One that was used at the desk with the same words counts once.
    Result<void> note(const store::ComplaintLink& link, std::chrono::sys_seconds now);
    Result<void> forget(std::int64_t complaint, std::chrono::sys_seconds now);

    // Without those that are muted; as of this minute.
    std::vector<Burst> bursts(std::chrono::sys_seconds now) const;

    // For everybody, until then.
    Result<void> mute(EntryId case_id, std::chrono::sys_seconds until, const std::string& who);

  private:
    enum class Source { reuse, complaint };
    using Key = std::pair<Source, std::int64_t>;  // id of the event, number of the complaint
    using LinksOfCase = std::map<Key, store::ComplaintLink>;

    void add_locked(const ReuseEvent& event);
    void put_locked(const Key& key, const store::ComplaintLink& link);
    void remove_locked(const Key& key);
    void look_locked(EntryId case_id, std::chrono::sys_seconds now) const;
    void look_at_all_locked(std::chrono::sys_seconds now) const;
    void look_and_tell(std::unique_lock<std::mutex> lock, const std::vector<EntryId>& cases,
                       std::chrono::sys_seconds now);

    const store::Database& database_;
    std::function<void()> changed_;
    mutable std::mutex mutex_;  // of the rest
    mutable std::map<EntryId, LinksOfCase> links_;
    std::map<std::int64_t, EntryId> case_of_complaint_;
    mutable std::map<EntryId, std::chrono::sys_seconds> muted_until_;
    mutable std::map<EntryId, Burst> bursts_;  // as of looked_at_
    mutable std::chrono::sys_seconds looked_at_{};
};

}  // namespace casebook::app
