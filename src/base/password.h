// Passwords, as argon2id (libsodium) keeps them: each guess costs memory and time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace casebook {

// OWASP's Password Storage Cheat Sheet (2026-08): 19 MiB, two passes, one lane is the least. About 50 ms on one core.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t bytes = 19'456 * 1024;
};

// The text to keep: algorithm, cost, salt and hash. Empty when there is not the memory for it.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});

// Costs what the hash was made with, whatever the answer.
bool is_password_of(std::string_view hash, std::string_view password);

}  // namespace casebook
