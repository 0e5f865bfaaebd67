#include "search/shingles.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace casebook::search {
namespace {

constexpr std::size_t kLength = 3;

char32_t lower(char32_t character) {
    return character >= U'A' && character <= U'Z' ? character + 32 : character;
}

}  // namespace

Shingles shingles_of(std::string_view text) {
    text = text.substr(0, character_start(text, kMostShingled));
    Shingles shingles;
    shingles.reserve(text.size() / 2);
    constexpr std::uint64_t kBits = 21;  // a Unicode character
    constexpr std::uint64_t kAll = (std::uint64_t{1} << (kBits * kLength)) - 1;
    std::uint64_t window = 0;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = lower(next_character(text, at));
        if (!is_letter(character) && !is_digit(character)) continue;
        window = ((window << kBits) | character) & kAll;
        if (++length >= kLength) shingles.push_back(window);
    }
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

double resemblance(const Shingles& a, const Shingles& b) {
    if (a.size() < kFewestShingles || b.size() < kFewestShingles) return 0;
    std::size_t shared = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) ++shared;
        const bool first = *i <= *j, second = *j <= *i;
        i += first;
        j += second;
    }
    return static_cast<double>(shared) /
           std::sqrt(static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

}  // namespace casebook::search
