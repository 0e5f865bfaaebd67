#include "base/secret.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

namespace casebook {
namespace {

constexpr std::size_t kSecretBytes = 16;
using Hash = std::array<unsigned char, crypto_generichash_BYTES>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string digits_of(const std::array<unsigned char, N>& bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::optional<unsigned> value_of(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
    return std::nullopt;
}

std::string hash(std::string_view text, std::string_view key) {
    Hash hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(),
                       key.empty() ? nullptr : bytes_of(key), key.size());
    return digits_of(hash);
}

}  // namespace

std::string random_secret() {
    static const int ready = sodium_init();  // once, before threads ask at the same time
    static_cast<void>(ready);
    std::array<unsigned char, kSecretBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return digits_of(bytes);
}

std::string hash_of_secret(std::string_view secret) {
    return hash(secret, {});
}

std::string keyed_hash(std::string_view key, std::string_view text) {
    return hash(text, key);
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string combine_digits(std::string_view digits, std::string_view others) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string combined;
    if (digits.size() != others.size()) return combined;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto one = value_of(digits[i]), other = value_of(others[i]);
        if (!one || !other) return {};
        combined += kDigits[*one ^ *other];
    }
    return combined;
}

}  // namespace casebook
