// The text as a reader sees it: folded, without the markup that is not seen, each symbol with its bytes in the source.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace casebook::personal_data {

enum class Script : std::uint8_t { none, arabic, han };

// A digit that is masked already. It holds the place of a digit, so that masked text has the same shape as before.
constexpr std::int8_t kMaskedDigit = 10;
constexpr std::int8_t kNoDigit = -1;

struct Symbol {
    char32_t character;  // folded: lower case, simplified, entities decoded
    std::uint32_t begin;
    std::uint32_t end;
    std::int8_t digit = kNoDigit;
    Script script = Script::none;
    bool in_url = false;
};

using Symbols = std::span<const Symbol>;

std::vector<Symbol> read_symbols(std::string_view text);

inline bool is_digit(const Symbol& symbol) {
    return symbol.digit != kNoDigit;
}

inline bool is_latin(char32_t character) {
    return character >= 'a' && character <= 'z';
}

inline bool is_blank(char32_t character) {
    return character == ' ' || character == '\t' || character == 0x3000;
}

// One kind of hyphen or dash out of the many that people type.
bool is_hyphen(char32_t character);
// A dot on the line or in the middle of it.
bool is_dot(char32_t character);

}  // namespace casebook::personal_data
