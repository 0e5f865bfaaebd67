// A fingerprint of bytes that nobody can forge and that is the same on every machine: BLAKE2b (libsodium), 128 bits. It tells
// versions of a file apart: the ETag of an entry, and whether a file is the one that was written last.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

std::string fingerprint(std::string_view bytes);  // 32 hexadecimal digits

}  // namespace casebook
