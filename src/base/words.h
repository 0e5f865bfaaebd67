// The words of a text as its readers see them, by ICU: Chinese and Japanese by dictionary, others by Unicode's rules (UAX #29).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace casebook {

struct WordRange {
    std::size_t begin;  // byte offsets into the text, [begin, end)
    std::size_t end;
};

// In the order of the text; without punctuation and white space. Any bytes are taken. Thread-safe.
std::vector<WordRange> words_in(std::string_view text);

}  // namespace casebook
