// Secrets that a machine keeps: names that nobody can guess, and how one is recognised without being stored. libsodium.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

// 128 bits of the system's random numbers, as 32 hexadecimal digits.
std::string random_secret();

// What is stored in the place of a random secret: BLAKE2b, 256 bits, as 64 hexadecimal digits. Not for passwords, which can be
// guessed (password.h).
std::string hash_of_secret(std::string_view secret);

// The same with a key: who does not have the key can neither make nor check it. `key`: 16 to 64 bytes.
std::string keyed_hash(std::string_view key, std::string_view text);

// Takes the same time wherever the two differ.
bool is_same_secret(std::string_view one, std::string_view other);

// Each byte of hexadecimal digits combined (XOR) with that of others of the same length; twice gives the first again.
// Empty when either is no such text or the lengths differ.
std::string combine_digits(std::string_view digits, std::string_view others);

}  // namespace casebook
