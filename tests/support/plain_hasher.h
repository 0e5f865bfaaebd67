// Hashes passwords at no cost, and counts how often it was asked: tests compare the work that is done, not clocks.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "app/people/password_gate.h"
#include "base/clock.h"

namespace casebook::test {

struct HashingWork {
    std::atomic<int> hashed = 0, compared = 0;
};

class PlainHasher final : public app::PasswordHasher {
  public:
    explicit PlainHasher(std::shared_ptr<HashingWork> work) : work_(std::move(work)) {}
    std::string hash(std::string_view password) const override {
        ++work_->hashed;
        return "plain " + std::string(password);
    }
    bool is_right(std::string_view hash, std::string_view password) const override {
        ++work_->compared;
        return hash == "plain " + std::string(password);
    }

  private:
    std::shared_ptr<HashingWork> work_;
};

// A clock that a test moves.
class MovedClock final : public Clock {
  public:
    explicit MovedClock(std::shared_ptr<Timestamp> now) : now_(std::move(now)) {}
    Timestamp now() const override { return *now_; }

  private:
    std::shared_ptr<Timestamp> now_;
};

}  // namespace casebook::test
