// How often somebody may guess. Counted in memory, for each account and for each address, and bounded; a restart forgets.
//
// An account: five wrong passwords are free, then each next guess waits twice as long as the one before, from 30 seconds to an hour. So
// a thousand guesses in a row reach the hash five times. An address: 30 wrong passwords, one more every 20 seconds; of IPv6 its /64.
// A browser that signed in to this account before (the device cookie) has a count of its own, so whoever guesses at an account does not
// lock its owner out. A guess counts when it begins, and is taken back when it was right: many at once are many. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace casebook::app {

class SignInThrottle {
  public:
    using Time = std::chrono::sys_seconds;

    static constexpr int kFreeGuesses = 5;
    static constexpr std::chrono::seconds kFirstWait{30}, kLongestWait{3600};
    static constexpr std::chrono::hours kForgottenAfter{24};
    static constexpr double kGuessesOfAddress = 30;
    static constexpr std::chrono::seconds kAddressRegains{20};
    static constexpr std::size_t kMost = 50'000;  // accounts, and addresses

    struct Guess {
        std::string account;  // folded, whether there is one of the name or not
        std::string address;
        std::string device;  // known for this account; empty: none
    };

    // Counts the guess, or says how long to wait. A known device answers for itself alone.
    std::optional<std::chrono::seconds> wait_before(const Guess& guess, Time now);

    // It was right: the account's count begins anew, and the address has its guess back.
    void was_right(const Guess& guess);

  private:
    struct Failures {
        int count = 0;
        Time last{};
    };
    struct Allowance {
        double left = kGuessesOfAddress;
        Time counted{};
    };
    static std::string name_of(const Guess& guess);
    std::optional<std::chrono::seconds> wait_of_account(const std::string& name, Time now);
    std::optional<std::chrono::seconds> wait_of_address(const std::string& address, Time now);

    std::mutex mutex_;
    std::map<std::string, Failures> accounts_;
    std::map<std::string, Allowance> addresses_;
};

// The part of an address that one person can change at will is left out: 2001:db8:1:2::/64 of IPv6.
std::string address_to_count(const std::string& address);

}  // namespace casebook::app
