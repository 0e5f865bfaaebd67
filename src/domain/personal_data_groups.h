// Digits stand in groups ("138", "0013", "8000"); what joins two groups tells whether they may be one number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/personal_data_symbols.h"
#include "domain/personal_data_words.h"

namespace casebook::personal_data {

enum class Joint : std::uint8_t {
    none,    // something else stands between: not one number
    unseen,  // markup, a zero-width character, a change of script
    line,    // a line break
    space,
    hyphen,
    dot,
    comma,  // or a slash
    bracket,
};

enum class Edge : std::uint8_t {
    open,
    closed
};  // closed: the digits go on as another word, an amount, a code

struct DigitGroup {
    std::size_t first;  // symbols [first, last)
    std::size_t last;
    Joint joint = Joint::none;  // to the group before
    Edge left = Edge::open;
    Edge right = Edge::open;
    bool masked = false;

    std::size_t size() const { return last - first; }
};

std::vector<DigitGroup> read_groups(Symbols symbols, const TellingWords& words);

}  // namespace casebook::personal_data
