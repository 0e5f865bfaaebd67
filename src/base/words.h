// The words of a text as its readers see them, by ICU: Chinese and Japanese by dictionary, others by Unicode's rules (UAX #29).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook {

struct WordRange {
    std::uint32_t begin;  // byte offsets into the text, [begin, end)
    std::uint32_t end;
};

// In the order of the text; without punctuation and white space. Any bytes are taken. None when ICU has no dictionary. Thread-safe.
std::vector<WordRange> words_in(std::string_view text);

}  // namespace casebook
