// The door to password hashing: at most two at once, whoever asks (each takes 19 MiB and a core for 50 ms), and only a few may wait, so
// that a flood of sign-ins neither fills the memory nor holds the threads that answer the desk. Thread-safe.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/password.h"

namespace casebook::app {

// How passwords are hashed; tests count and shorten it.
class PasswordHasher {
  public:
    virtual ~PasswordHasher() = default;
    virtual std::string hash(std::string_view password) const = 0;
    virtual bool is_right(std::string_view hash, std::string_view password) const = 0;
};

class Argon2Hasher final : public PasswordHasher {
  public:
    explicit Argon2Hasher(const PasswordCost& cost = {}) : cost_(cost) {}
    std::string hash(std::string_view password) const override {
        return hash_password(password, cost_);
    }
    bool is_right(std::string_view hash, std::string_view password) const override {
        return is_password_of(hash, password);
    }

  private:
    PasswordCost cost_;
};

class PasswordGate {
  public:
    static constexpr std::size_t kSlots = 2;
    static constexpr std::size_t kMostWaiting = 4;  // of whoever comes
    static constexpr std::size_t kMostKnownWaiting =
        12;  // where a device that signed in before asks

    enum class Asker { anybody, known };

    explicit PasswordGate(std::unique_ptr<PasswordHasher> hasher) : hasher_(std::move(hasher)) {}

    // None: too many wait already; nothing was hashed.
    std::optional<std::string> hash(std::string_view password, Asker asker);
    std::optional<bool> is_right(std::string_view hash, std::string_view password, Asker asker);

  private:
    bool enter(Asker asker);
    void leave();

    std::unique_ptr<PasswordHasher> hasher_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::size_t inside_ = 0, waiting_ = 0;
};

}  // namespace casebook::app
