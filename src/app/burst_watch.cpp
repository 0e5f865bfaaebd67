#include "app/burst_watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "store/database.h"

namespace casebook::app {
namespace {

using std::chrono::sys_seconds;
using store::ComplaintLink;

constexpr std::chrono::minutes kBetweenLooks{1};  // at all cases: bursts also end by themselves

// Older links change nothing.
sys_seconds begin_of_interest(sys_seconds now) {
    constexpr BurstRules kRules;
    return now - kRules.window - kRules.usual;
}

bool is_call(const ReuseEvent& event) {
    return event.verdict == Verdict::used && event.source_key.empty();
}

ComplaintLink link_of(const ReuseEvent& event) {
    const std::uint64_t words = fnv1a(event.text);
    return {{event.id, fmt::format("{}:{:x}", event.who, words), event.case_id,
             LinkStrength::confirmed, event.when.instant},
            words};
}

}  // namespace

BurstWatch::BurstWatch(const store::Database& database, std::function<void()> changed)
    : database_(database), changed_(std::move(changed)) {}

Result<void> BurstWatch::load(sys_seconds now) {
    const std::lock_guard lock(mutex_);
    store::BurstMarks marks(database_);
    const sys_seconds begin = begin_of_interest(now);
    if (auto removed = marks.remove_links_before(begin); !removed) return removed;
    const auto links = marks.links_since(begin);
    if (!links) return links.error();
    for (const ComplaintLink& link : *links)
        put_locked({Source::complaint, link.complaint.complaint}, link);
    const auto mutes = marks.mutes();
    if (!mutes) return mutes.error();
    for (const store::BurstMute& mute : *mutes) muted_until_[mute.case_id] = mute.until;
    return database_.for_each_reuse_event(0, store::EventChoice::counting,
                                          [&](const ReuseEvent& event) -> Result<void> {
                                              if (event.when.instant >= begin) add_locked(event);
                                              return {};
                                          });
}

void BurstWatch::add_locked(const ReuseEvent& event) {
    if (is_call(event)) put_locked({Source::reuse, event.id}, link_of(event));
}

void BurstWatch::put_locked(const Key& key, const ComplaintLink& link) {
    remove_locked(key);
    if (key.first == Source::complaint) case_of_complaint_[key.second] = link.complaint.case_id;
    links_[link.complaint.case_id].insert_or_assign(key, link);
}

// Of a reuse only what is put again under the same case has to go, and that is put in its place.
void BurstWatch::remove_locked(const Key& key) {
    if (key.first != Source::complaint) return;
    const auto known = case_of_complaint_.find(key.second);
    if (known == case_of_complaint_.end()) return;
    links_[known->second].erase(key);
    case_of_complaint_.erase(known);
}

void BurstWatch::recorded(const std::vector<ReuseEvent>& events, sys_seconds now) {
    std::unique_lock lock(mutex_);
    std::set<EntryId> cases;
    for (const ReuseEvent& event : events)
        if (is_call(event)) {
            add_locked(event);
            cases.insert(event.case_id);
        }
    look_and_tell(std::move(lock), {cases.begin(), cases.end()}, now);
}

void BurstWatch::undone(const ReuseEvent& event, sys_seconds now) {
    std::unique_lock lock(mutex_);
    links_[event.case_id].erase({Source::reuse, event.id});
    look_and_tell(std::move(lock), {event.case_id}, now);
}

Result<void> BurstWatch::note(const ComplaintLink& link, sys_seconds now) {
    if (auto kept = store::BurstMarks(database_).put_link(link); !kept) return kept;
    std::unique_lock lock(mutex_);
    const std::int64_t number = link.complaint.complaint;
    std::vector<EntryId> cases{link.complaint.case_id};
    if (const auto before = case_of_complaint_.find(number); before != case_of_complaint_.end())
        cases.push_back(before->second);
    put_locked({Source::complaint, number}, link);
    look_and_tell(std::move(lock), cases, now);
    return {};
}

Result<void> BurstWatch::forget(std::int64_t complaint, sys_seconds now) {
    if (auto removed = store::BurstMarks(database_).remove_link(complaint); !removed)
        return removed;
    std::unique_lock lock(mutex_);
    const auto known = case_of_complaint_.find(complaint);
    if (known == case_of_complaint_.end()) return {};
    const EntryId case_id = known->second;
    remove_locked({Source::complaint, complaint});
    look_and_tell(std::move(lock), {case_id}, now);
    return {};
}

std::vector<Burst> BurstWatch::bursts(sys_seconds now) const {
    const std::lock_guard lock(mutex_);
    if (now - looked_at_ >= kBetweenLooks || now < looked_at_) look_at_all_locked(now);
    std::vector<Burst> bursts;
    for (const auto& [case_id, burst] : bursts_) {
        const auto muted = muted_until_.find(case_id);
        if (muted == muted_until_.end() || muted->second <= now) bursts.push_back(burst);
    }
    std::stable_sort(bursts.begin(), bursts.end(),
                     [](const Burst& a, const Burst& b) { return a.callers > b.callers; });
    return bursts;
}

void BurstWatch::look_at_all_locked(sys_seconds now) const {
    looked_at_ = now;
    bursts_.clear();
    std::erase_if(muted_until_, [&](const auto& mute) { return mute.second <= now; });
    for (auto& [case_id, links] : links_) {
        std::erase_if(links, [&](const auto& link) {
            return link.second.complaint.at < begin_of_interest(now);
        });
        look_locked(case_id, now);
    }
}

void BurstWatch::look_locked(EntryId case_id, sys_seconds now) const {
    std::set<std::uint64_t> named;  // words whose agent named the case
    std::vector<LinkedComplaint> complaints;
    for (const auto& [key, link] : links_[case_id]) {  // reuses come first
        const bool counted = key.first == Source::complaint && named.contains(link.words);
        if (link.complaint.strength == LinkStrength::confirmed) named.insert(link.words);
        if (!counted) complaints.push_back(link.complaint);
    }
    bursts_.erase(case_id);
    for (const Burst& burst : find_bursts(complaints, now)) bursts_.emplace(case_id, burst);
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

// Tells without the lock: whoever hears may ask at once.
void BurstWatch::look_and_tell(std::unique_lock<std::mutex> lock, const std::vector<EntryId>& cases,
                               sys_seconds now) {
    const auto shown = [&](EntryId case_id) {
        const auto found = bursts_.find(case_id);
        return found == bursts_.end() ? 0 : found->second.complaints;
    };
    bool changed = false;
    for (const EntryId case_id : cases) {
        const std::size_t before = shown(case_id);
        look_locked(case_id, now);
        changed |= shown(case_id) != before;
    }
    lock.unlock();
    if (changed) changed_();
}

}  // namespace casebook::app
