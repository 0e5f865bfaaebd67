#include "app/complaints/card_throttle.h"

#include "app/people/sign_in_throttle.h"

namespace casebook::app {

std::optional<std::chrono::seconds> CardThrottle::wait_before(const std::string& address,
                                                              std::chrono::sys_seconds now) {
    const std::lock_guard lock(mutex_);
    forget_old(now);
    Tries& tries = tries_[address_to_count(address)];
    const bool is_over = tries.since + kWindow <= now || now < tries.since;  // the clock went back
    if (is_over) tries = {0, now};
    if (tries.count >= kMisses) return tries.since + kWindow - now;
    ++tries.count;
    return std::nullopt;
}

void CardThrottle::was_right(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto found = tries_.find(address_to_count(address));
    if (found != tries_.end() && found->second.count > 0) --found->second.count;
}

// Full of addresses that all came within the window: then everybody begins anew, rather than the memory grow.
void CardThrottle::forget_old(std::chrono::sys_seconds now) {
    if (tries_.size() < kMostAddresses) return;
    std::erase_if(tries_, [&](const auto& entry) { return entry.second.since + kWindow <= now; });
    if (tries_.size() >= kMostAddresses) tries_.clear();
}

}  // namespace casebook::app
