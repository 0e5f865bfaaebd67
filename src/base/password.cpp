#include "base/password.h"

#include <sodium.h>

#include <array>

namespace casebook {

std::string hash_password(std::string_view password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
                                             cost.passes, cost.bytes, crypto_pwhash_ALG_ARGON2ID13);
    return failed == 0 ? std::string(hash.data()) : std::string();
}

bool is_password_of(std::string_view hash, std::string_view password) {
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    const std::string kept(hash);  // ends with NUL, as libsodium wants it
    return crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
}

}  // namespace casebook
