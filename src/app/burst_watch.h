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

namespace casebook::store {
class Database;
}

namespace casebook::app {

class BurstWatch {
  public:
    // The database outlives it. `changed` is called when the bursts are others than before, by whoever changed them; quick.
    BurstWatch(const store::Database& database, std::function<void()> changed);

    Result<void> load(std::chrono::sys_seconds now);

    // Each "used" is a complaint whose agent named the case. The same agent with the same words is the same caller.
    void recorded(const std::vector<ReuseEvent>& events, std::chrono::sys_seconds now);
    void undone(std::int64_t reuse_event, std::chrono::sys_seconds now);

    // What an open complaint seems to be about, until it is closed or merged.
    Result<void> note_likely(const LinkedComplaint& likely);
    Result<void> forget_likely(std::int64_t complaint, std::chrono::sys_seconds now);

    // Without those that are muted.
    std::vector<Burst> bursts(std::chrono::sys_seconds now) const;

    // For everybody, until then.
    Result<void> mute(EntryId case_id, std::chrono::sys_seconds until, const std::string& who);

  private:
    enum class Source { reuse, complaint };
    using Key = std::pair<Source, std::int64_t>;  // id of the event, number of the complaint

    std::vector<Burst> bursts_locked(std::chrono::sys_seconds now) const;
    void add_locked(const ReuseEvent& event);
    void forget_old(std::chrono::sys_seconds now);
    // Unlocks, then tells when the bursts are others than `before`.
    void tell_if_changed(std::unique_lock<std::mutex> lock, std::chrono::sys_seconds now);

    const store::Database& database_;
    std::function<void()> changed_;
    mutable std::mutex mutex_;  // of the rest
    std::map<Key, LinkedComplaint> links_;
    std::map<EntryId, std::chrono::sys_seconds> muted_until_;
    std::vector<std::pair<EntryId, std::size_t>> told_;  // case, complaints
};

}  // namespace casebook::app
