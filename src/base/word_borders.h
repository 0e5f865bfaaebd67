// Where the words of a text begin and end, Chinese ones by ICU's dictionary. For showing; the search needs no words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook {

struct WrittenWord {
    std::uint32_t begin;  // bytes of the text, [begin, end)
    std::uint32_t end;
};

// In order; white space and punctuation are words of their own. None when ICU has no dictionary. Thread-safe.
std::vector<WrittenWord> words_in(std::string_view text);

}  // namespace casebook
