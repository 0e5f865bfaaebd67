// How often an address may open or answer suggestion cards: a secret link cannot be found by trying. A try counts when it begins, before the
// link is looked up, and is taken back when the link was right: many at once are many. Of IPv6 a /64 is one address. Counted in memory,
// bounded. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace casebook::app {

class CardThrottle {
  public:
    static constexpr int kMisses = 20;  // links that lead nowhere, within kWindow
    static constexpr std::chrono::seconds kWindow{600};
    static constexpr std::size_t kMostAddresses = 10'000;

    // Counts the try, or says how long to wait.
    std::optional<std::chrono::seconds> wait_before(const std::string& address,
                                                    std::chrono::sys_seconds now);
    // It led to a card.
    void was_right(const std::string& address);

  private:
    struct Tries {
        int count = 0;
        std::chrono::sys_seconds since{};
    };
    void forget_old(std::chrono::sys_seconds now);

    std::mutex mutex_;
    std::map<std::string, Tries> tries_;
};

}  // namespace casebook::app
