#include "app/people/password_gate.h"

namespace casebook::app {

bool PasswordGate::enter(Asker asker) {
    std::unique_lock lock(mutex_);
    if (waiting_ >= (asker == Asker::known ? kMostKnownWaiting : kMostWaiting)) return false;
    ++waiting_;
    free_.wait(lock, [this] { return inside_ < kSlots; });
    --waiting_;
    ++inside_;
    return true;
}

void PasswordGate::leave() {
    {
        const std::lock_guard lock(mutex_);
        --inside_;
    }
    free_.notify_one();
}

std::optional<std::string> PasswordGate::hash(std::string_view password, Asker asker) {
    if (!enter(asker)) return std::nullopt;
    std::string hash = hasher_->hash(password);
    leave();
    return hash;
}

std::optional<bool> PasswordGate::is_right(std::string_view hash, std::string_view password,
                                           Asker asker) {
    if (!enter(asker)) return std::nullopt;
    const bool right = hasher_->is_right(hash, password);
    leave();
    return right;
}

}  // namespace casebook::app
