// Numbers with their unit, however written: 两次 and 2次 are 2次; 二百块, 200元 and 200块钱 are 200元.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/fold.h"

namespace casebook::search {

struct Quantity {
    std::string term;     // digits, then the usual unit
    std::size_t end = 0;  // its characters, [begin, end)
};

// The quantity that begins at `begin`, if one does. Takes folded characters.
std::optional<Quantity> read_quantity(std::span<const FoldedCharacter> text, std::size_t begin);

// Whether a number may begin with this character; quick.
bool may_begin_quantity(char32_t character);

}  // namespace casebook::search
