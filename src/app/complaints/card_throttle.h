// How often an address may open or answer suggestion cards: a secret link cannot be found by trying. Counted in memory, bounded. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace casebook::app {

class CardThrottle {
  public:
    static constexpr int kMisses = 20;  // links that lead nowhere, within kWindow
    static constexpr std::chrono::seconds kWindow{600};
    static constexpr std::size_t kMostAddresses = 10'000;

    bool may_try(const std::string& address, std::chrono::sys_seconds now);
    void missed(const std::string& address, std::chrono::sys_seconds now);

  private:
    struct Misses {
        int count = 0;
        std::chrono::sys_seconds since{};
    };
    void forget_old(std::chrono::sys_seconds now);

    std::mutex mutex_;
    std::map<std::string, Misses> misses_;
};

}  // namespace casebook::app
