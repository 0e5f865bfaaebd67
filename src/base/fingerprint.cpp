#include "base/fingerprint.h"

#include <sodium.h>

#include <array>

namespace casebook {
namespace {

using Hash = std::array<unsigned char, crypto_generichash_BYTES_MIN>;

const unsigned char* bytes_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string digits_of(const Hash& hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : hash) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

}  // namespace

std::string fingerprint(std::string_view bytes) {
    Hash hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
    return digits_of(hash);
}

struct FingerprintOfPieces::State {
    crypto_generichash_state hash;
};

FingerprintOfPieces::FingerprintOfPieces() : state_(std::make_unique<State>()) {
    crypto_generichash_init(&state_->hash, nullptr, 0, Hash().size());
}
FingerprintOfPieces::~FingerprintOfPieces() = default;
FingerprintOfPieces::FingerprintOfPieces(FingerprintOfPieces&&) noexcept = default;
FingerprintOfPieces& FingerprintOfPieces::operator=(FingerprintOfPieces&&) noexcept = default;

void FingerprintOfPieces::add(std::string_view bytes) {
    crypto_generichash_update(&state_->hash, bytes_of(bytes), bytes.size());
}

std::string FingerprintOfPieces::text() {
    Hash hash{};
    crypto_generichash_final(&state_->hash, hash.data(), hash.size());
    return digits_of(hash);
}

}  // namespace casebook
