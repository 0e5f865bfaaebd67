// A fingerprint of bytes that nobody can forge and that is the same on every machine: BLAKE2b (libsodium), 128 bits. It tells
// versions of a file apart: the ETag of an entry, and whether a file is the one that was written last.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace casebook {

std::string fingerprint(std::string_view bytes);  // 32 hexadecimal digits

// The same of bytes that come in pieces.
class FingerprintOfPieces {
  public:
    FingerprintOfPieces();
    ~FingerprintOfPieces();
    FingerprintOfPieces(FingerprintOfPieces&&) noexcept;
    FingerprintOfPieces& operator=(FingerprintOfPieces&&) noexcept;
    void add(std::string_view bytes);
    std::string text();  // ends it

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casebook
