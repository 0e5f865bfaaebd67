// Whether answers come from a whole index. What a search finds while it is not may be less than there is, and every page says so.
// Thread-safe.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "base/error.h"

namespace casebook::app {

class IndexHealth {
  public:
    bool is_degraded() const {
        const std::lock_guard lock(mutex_);
        return damage_.has_value();
    }

    std::optional<Error> damage() const {
        const std::lock_guard lock(mutex_);
        return damage_;
    }

    void set_damaged(const Error& error) {
        const std::lock_guard lock(mutex_);
        damage_ = error;
    }

    void set_whole() {
        const std::lock_guard lock(mutex_);
        damage_.reset();
    }

  private:
    mutable std::mutex mutex_;
    std::optional<Error> damage_;
};

}  // namespace casebook::app
