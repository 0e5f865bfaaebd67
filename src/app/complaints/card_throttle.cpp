#include "app/complaints/card_throttle.h"

namespace casebook::app {

bool CardThrottle::may_try(const std::string& address, std::chrono::sys_seconds now) {
    const std::lock_guard lock(mutex_);
    const auto found = misses_.find(address);
    if (found == misses_.end() || found->second.since + kWindow <= now) return true;
    return found->second.count < kMisses;
}

void CardThrottle::missed(const std::string& address, std::chrono::sys_seconds now) {
    const std::lock_guard lock(mutex_);
    forget_old(now);
    Misses& misses = misses_[address];
    if (misses.since + kWindow <= now) misses = {0, now};
    ++misses.count;
}

// Full of addresses that all came within the window: then everybody begins anew, rather than the memory grow.
void CardThrottle::forget_old(std::chrono::sys_seconds now) {
    if (misses_.size() < kMostAddresses) return;
    std::erase_if(misses_, [&](const auto& entry) { return entry.second.since + kWindow <= now; });
    if (misses_.size() >= kMostAddresses) misses_.clear();
}

}  // namespace casebook::app
