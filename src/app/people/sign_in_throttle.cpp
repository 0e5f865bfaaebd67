#include "app/people/sign_in_throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>

#include "base/secret.h"

namespace casebook::app {
namespace {

using std::chrono::seconds;

seconds wait_after(int failures) {
    const int doublings = std::min(failures - SignInThrottle::kFreeGuesses, 16);
    return std::min(SignInThrottle::kFirstWait * (1 << doublings), SignInThrottle::kLongestWait);
}

// Makes room: those that nobody heard of for longest go first.
template <class Map, class TimeOf>
void forget_oldest(Map& map, std::size_t most, TimeOf time_of) {
    if (map.size() < most) return;
    map.erase(std::min_element(map.begin(), map.end(), [&](const auto& a, const auto& b) {
        return time_of(a.second) < time_of(b.second);
    }));
}

}  // namespace

std::string SignInThrottle::name_of(const Guess& guess) {
    // Whoever calls himself "x device y" counts under another name than the device.
    return guess.device.empty() ? hash_of_secret(guess.account) : "device " + guess.device;
}

std::optional<seconds> SignInThrottle::wait_of_account(const std::string& name, Time now) {
    const auto found = accounts_.find(name);
    if (found == accounts_.end()) return std::nullopt;
    Failures& failures = found->second;
    if (now - failures.last > kForgottenAfter || now < failures.last) failures.count = 0;
    if (failures.count < kFreeGuesses) return std::nullopt;
    const seconds left = failures.last + wait_after(failures.count) - now;
    return left > seconds(0) ? std::optional(left) : std::nullopt;
}

std::optional<seconds> SignInThrottle::wait_of_address(const std::string& address, Time now) {
    const auto found = addresses_.find(address);
    if (found == addresses_.end()) return std::nullopt;
    Allowance& allowance = found->second;
    const double regained = std::max(0.0, std::chrono::duration<double>(now - allowance.counted) /
                                              std::chrono::duration<double>(kAddressRegains));
    allowance.left = std::min(kGuessesOfAddress, allowance.left + regained);
    allowance.counted = now;
    if (allowance.left >= 1) return std::nullopt;
    return seconds(std::lround(
        std::ceil((1 - allowance.left) * static_cast<double>(kAddressRegains.count()))));
}

std::optional<seconds> SignInThrottle::wait_before(const Guess& guess, Time now) {
    const std::lock_guard lock(mutex_);
    const std::string name = name_of(guess);
    if (const auto wait = wait_of_account(name, now)) return wait;
    const bool known = !guess.device.empty();
    const std::string address = address_to_count(guess.address);
    if (!known)
        if (const auto wait = wait_of_address(address, now)) return wait;
    forget_oldest(accounts_, kMost, [](const Failures& each) { return each.last; });
    forget_oldest(addresses_, kMost, [](const Allowance& each) { return each.counted; });
    Failures& failures = accounts_[name];
    ++failures.count;
    failures.last = now;
    if (known) return std::nullopt;
    Allowance& allowance = addresses_[address];
    allowance.counted = now;
    allowance.left -= 1;
    return std::nullopt;
}

void SignInThrottle::was_right(const Guess& guess) {
    const std::lock_guard lock(mutex_);
    accounts_.erase(name_of(guess));
    const auto address = addresses_.find(address_to_count(guess.address));
    if (guess.device.empty() && address != addresses_.end()) address->second.left += 1;
}

std::string address_to_count(const std::string& address) {
    in6_addr whole{};
    if (::inet_pton(AF_INET6, address.c_str(), &whole) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&whole)) return address;
    std::fill(std::begin(whole.s6_addr) + 8, std::end(whole.s6_addr), std::uint8_t{0});
    char text[INET6_ADDRSTRLEN] = {};
    return ::inet_ntop(AF_INET6, &whole, text, sizeof text) ? std::string(text) + "/64" : address;
}

}  // namespace casebook::app
