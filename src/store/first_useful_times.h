// The table "first_useful_times": how long it took from the first keystroke of a call to the first suggestion that was copied or used. No
// names, no words, not even the time of day: a day, what was done, and milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace casebook::store {

class Database;

struct FirstUsefulDay {
    Date day{};
    std::vector<std::int64_t> milliseconds;  // ascending
};

class FirstUsefulTimes {
  public:
    // The database outlives it.
    explicit FirstUsefulTimes(const Database& database) : database_(database) {}

    // `outcome`: copied or used.
    Result<void> add(Date day, const std::string& outcome, std::int64_t milliseconds);

    // The newest `days` days of which there is one, newest first.
    Result<std::vector<FirstUsefulDay>> latest(std::size_t days) const;

  private:
    const Database& database_;
};

}  // namespace casebook::store
