// What the server counted since it started, for /metrics. Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace casebook::web {

class Metrics {
  public:
    void count_answer(int status);
    void count_suggestion(double milliseconds);

    // In the text format of Prometheus.
    std::string text() const;

  private:
    static constexpr std::array<double, 8> kUpTo{1, 2, 5, 10, 25, 50, 100, 1000};  // milliseconds

    std::array<std::atomic<std::uint64_t>, 6> answers_{};  // by status / 100
    std::array<std::atomic<std::uint64_t>, kUpTo.size()> suggestions_{};
    std::atomic<std::uint64_t> suggestion_count_ = 0;
    std::atomic<std::uint64_t> suggestion_microseconds_ = 0;
};

}  // namespace casebook::web
