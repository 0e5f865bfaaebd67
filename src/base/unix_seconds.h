// A moment as the database and plain numbers have it: whole seconds since 1970 began, UTC.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/clock.h"

namespace casebook {

inline std::int64_t unix_seconds(std::chrono::sys_seconds instant) {
    return instant.time_since_epoch().count();
}

inline std::int64_t unix_seconds(const Timestamp& time) {
    return unix_seconds(time.instant);
}

}  // namespace casebook
