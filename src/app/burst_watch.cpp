#include "app/burst_watch.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "store/burst_marks.h"
#include "store/database.h"

namespace casebook::app {
namespace {

using std::chrono::sys_seconds;

// Older links change nothing.
sys_seconds begin_of_interest(sys_seconds now) {
    constexpr BurstRules kRules;
    return now - kRules.window - kRules.usual;
}

LinkedComplaint link_of(const ReuseEvent& event) {
    return {event.id, fmt::format("{}:{:x}", event.who, fnv1a(event.text)), event.case_id,
            LinkStrength::confirmed, event.when.instant};
}

}  // namespace

BurstWatch::BurstWatch(const store::Database& database, std::function<void()> changed)
    : database_(database), changed_(std::move(changed)) {}

Result<void> BurstWatch::load(sys_seconds now) {
    const std::lock_guard lock(mutex_);
    const store::BurstMarks marks(database_);
    const auto likely = marks.likely_since(begin_of_interest(now));
    if (!likely) return likely.error();
    for (const LinkedComplaint& link : *likely) links_[{Source::complaint, link.complaint}] = link;
    const auto mutes = marks.mutes_after(now);
    if (!mutes) return mutes.error();
    for (const store::BurstMute& mute : *mutes) muted_until_[mute.case_id] = mute.until;
    const auto read = database_.for_each_reuse_event(
        0, store::EventChoice::counting, [&](const ReuseEvent& event) -> Result<void> {
            if (event.when.instant >= begin_of_interest(now)) add_locked(event);
            return {};
        });
    return read;
}

void BurstWatch::add_locked(const ReuseEvent& event) {
    if (event.verdict == Verdict::used) links_[{Source::reuse, event.id}] = link_of(event);
}

void BurstWatch::forget_old(sys_seconds now) {
    std::erase_if(links_,
                  [&](const auto& link) { return link.second.at < begin_of_interest(now); });
    std::erase_if(muted_until_, [&](const auto& mute) { return mute.second <= now; });
}

void BurstWatch::recorded(const std::vector<ReuseEvent>& events, sys_seconds now) {
    std::unique_lock lock(mutex_);
    for (const ReuseEvent& event : events) add_locked(event);
    tell_if_changed(std::move(lock), now);
}

void BurstWatch::undone(std::int64_t reuse_event, sys_seconds now) {
    std::unique_lock lock(mutex_);
    links_.erase({Source::reuse, reuse_event});
    tell_if_changed(std::move(lock), now);
}

Result<void> BurstWatch::note_likely(const LinkedComplaint& likely) {
    if (auto added = store::BurstMarks(database_).add_likely(likely); !added) return added;
    std::unique_lock lock(mutex_);
    links_[{Source::complaint, likely.complaint}] = likely;
    tell_if_changed(std::move(lock), likely.at);
    return {};
}

Result<void> BurstWatch::forget_likely(std::int64_t complaint, sys_seconds now) {
    if (auto removed = store::BurstMarks(database_).remove_likely(complaint); !removed)
        return removed;
    std::unique_lock lock(mutex_);
    links_.erase({Source::complaint, complaint});
    tell_if_changed(std::move(lock), now);
    return {};
}

std::vector<Burst> BurstWatch::bursts(sys_seconds now) const {
    const std::lock_guard lock(mutex_);
    return bursts_locked(now);
}

std::vector<Burst> BurstWatch::bursts_locked(sys_seconds now) const {
    std::vector<LinkedComplaint> complaints;
    for (const auto& [key, link] : links_) complaints.push_back(link);
    std::vector<Burst> bursts = find_bursts(complaints, now);
    std::erase_if(bursts, [&](const Burst& burst) {
        const auto muted = muted_until_.find(burst.case_id);
        return muted != muted_until_.end() && muted->second > now;
    });
    return bursts;
}

Result<void> BurstWatch::mute(EntryId case_id, sys_seconds until, const std::string& who) {
    if (auto muted = store::BurstMarks(database_).mute({case_id, until, who}); !muted) return muted;
    {
        const std::lock_guard lock(mutex_);
        muted_until_[case_id] = until;
    }
    changed_();
    return {};
}

void BurstWatch::tell_if_changed(std::unique_lock<std::mutex> lock, sys_seconds now) {
    forget_old(now);
    std::vector<std::pair<EntryId, std::size_t>> present;
    for (const Burst& burst : bursts_locked(now))
        present.emplace_back(burst.case_id, burst.complaints);
    const bool changed = std::exchange(told_, present) != present;
    lock.unlock();
    if (changed) changed_();
}

}  // namespace casebook::app
