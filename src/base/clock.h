// Time as the desk writes it: instants with their UTC offset, and calendar dates. The current time comes in through
// Clock, so that tests can set it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace casebook {

using Date = std::chrono::year_month_day;

struct Timestamp {
    std::chrono::sys_seconds instant;
    std::chrono::minutes offset{0};  // east of UTC

    bool operator==(const Timestamp&) const = default;
    Date date() const;         // the calendar day at that offset
    std::string text() const;  // 2026-03-02T09:14:00+08:00
};

std::string to_text(Date date);  // 2026-03-02

std::optional<Date> parse_date(std::string_view text);  // 2026-03-02, 2026/3/2

// 2026-03-02T09:14:00+08:00, with a space for the T, with slashes, without seconds, without a time, Z. A text without
// an offset gets `default_offset`.
std::optional<Timestamp> parse_timestamp(std::string_view text,
                                         std::chrono::minutes default_offset);

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

// The machine's clock and its time zone.
class SystemClock final : public Clock {
  public:
    Timestamp now() const override;
};

class FixedClock final : public Clock {
  public:
    explicit FixedClock(Timestamp now) : now_(now) {}
    Timestamp now() const override { return now_; }

  private:
    Timestamp now_;
};

}  // namespace casebook
