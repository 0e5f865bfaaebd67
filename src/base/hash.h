// FNV-1a: a quick hash that is the same on every machine and in every version; not against malice.
#pragma once

#include <cstdint>
#include <string_view>

namespace casebook {

inline constexpr std::uint64_t kHashStart = 14695981039346656037ULL;

constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = kHashStart) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

}  // namespace casebook
