// Signing in. Whether there is somebody of the name shows neither in what is said nor in how long it takes: an unknown name is counted,
// and its password compared with a hash that nobody has, in the same way as a known one's.
#include <fmt/format.h>

#include "app/people/accounts.h"
#include "base/fold.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"

namespace casebook::app {
namespace {

// Costs as much to compare with as anybody's, and is no password's: its bytes are a sentence.
constexpr std::string_view kHashOfNobody =
    "$argon2id$v=19$m=19456,t=2,p=1$Y2FzZWJvb2stbm9ib2R5IQ$"
    "bm9ib2R5IGNhbiBzaWduIGluIHdpdGggdGhpcyBoYXM";

constexpr std::size_t kLongestTypedName = 200;       // bytes
constexpr std::size_t kLongestTypedPassword = 1024;  // bytes

Error sign_in_failed() {
    return {ErrorKind::forbidden,
            "The name or the password is wrong",
            "Check both; an administrator can make a link for a new password",
            {},
            "sign_in_failed"};
}

Error have_to_wait(std::chrono::seconds wait) {
    return {ErrorKind::busy,
            fmt::format("Too many wrong passwords; the next is taken in {} s", wait.count()),
            "Wait, or sign in where you signed in before",
            {},
            "sign_in_wait",
            std::to_string(wait.count())};
}

Error too_many_at_once() {
    return {ErrorKind::busy,
            "Too many people sign in at once",
            "Try again in a moment",
            {},
            "sign_in_busy"};
}

}  // namespace

// "account nonce hash": the browser that has it signed in to this account before.
std::string Accounts::device_cookie_of(const std::string& account) const {
    const std::string nonce = random_secret();
    return nonce + keyed_hash(key_, "device " + nonce + " " + fold_to_text(account));
}

// The nonce, when the cookie is this account's; else empty.
std::string Accounts::device_in(const std::string& cookie, const std::string& account) const {
    constexpr std::size_t kNonce = 32, kWhole = kNonce + 64;
    if (cookie.size() != kWhole) return {};
    const std::string nonce = cookie.substr(0, kNonce);
    const std::string hash = keyed_hash(key_, "device " + nonce + " " + fold_to_text(account));
    return is_same_secret(hash, cookie.substr(kNonce)) ? nonce : std::string();
}

Result<bool> Accounts::is_right(const store::PersonRecord* record,
                                const SignInThrottle::Guess& guess, const std::string& password) {
    const auto asker =
        guess.device.empty() ? PasswordGate::Asker::anybody : PasswordGate::Asker::known;
    const bool can_sign_in =
        record != nullptr && !record->person.disabled && !record->password.empty();
    const std::string_view hash = can_sign_in ? std::string_view(record->password) : kHashOfNobody;
    const auto right = gate_->is_right(hash, password, asker);
    if (!right) return too_many_at_once();
    return *right && can_sign_in;
}

// A wrong name may be a password that was typed into the wrong field: only names that exist go into the trail.
void Accounts::note_failure(const store::PersonRecord* record, const std::string& address) {
    const std::string name = record != nullptr ? record->person.name : "";
    if (auto noted = audit().add(event({"", address}, "sign_in.failed", name)); !noted)
        log(noted.error());
}

Result<Accounts::SignedIn> Accounts::welcome(const Person& person, const std::string& address,
                                             const std::string& device) {
    auto session = sessions_.begin(person.id, address,
                                   event({person.name, address}, "sign_in.done", person.name));
    if (!session) return session.error();
    return SignedIn{person, std::move(*session), device};
}

Result<Accounts::SignedIn> Accounts::begin_session(const Person& person,
                                                   const std::string& address) {
    return welcome(person, address, device_cookie_of(person.name));
}

Result<Accounts::SignedIn> Accounts::sign_in(const SignInAttempt& attempt) {
    if (attempt.name.size() > kLongestTypedName || attempt.password.size() > kLongestTypedPassword)
        return sign_in_failed();
    const std::string name(trim(attempt.name));
    const auto record = record_of(name);
    const SignInThrottle::Guess guess{fold_to_text(name), attempt.address,
                                      device_in(attempt.device, name)};
    if (const auto wait = throttle_.wait_before(guess, now_().instant)) return have_to_wait(*wait);
    const store::PersonRecord* known = record ? &*record : nullptr;
    const auto right = is_right(known, guess, attempt.password);
    if (!right) return right.error();
    if (!*right) {
        note_failure(known, attempt.address);
        return sign_in_failed();
    }
    throttle_.was_right(guess);
    return welcome(record->person, attempt.address,
                   guess.device.empty() ? device_cookie_of(name) : attempt.device);
}

Result<void> Accounts::change_password(PersonId id, const std::string& old_password,
                                       const std::string& password, const Actor& by,
                                       const std::string& except_session) {
    const auto record = record_of(id);
    if (!record || old_password.size() > kLongestTypedPassword) return sign_in_failed();
    // Who found a signed-in browser may not guess on: counted like a device of its own.
    const SignInThrottle::Guess guess{fold_to_text(record->person.name), by.address,
                                      "of the person " + std::to_string(id)};
    if (const auto wait = throttle_.wait_before(guess, now_().instant)) return have_to_wait(*wait);
    const auto right = is_right(&*record, guess, old_password);
    if (!right) return right.error();
    if (!*right)
        return Error{ErrorKind::forbidden,
                     "The present password is wrong",
                     "Type it again",
                     {},
                     "wrong_password"};
    throttle_.was_right(guess);
    return set_password(id, password, by, except_session);
}

}  // namespace casebook::app
