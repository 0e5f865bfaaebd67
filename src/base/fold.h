// Folding: the one normal form under which texts are compared and found.
//
// NFKC with case folding (full-width forms, ligatures, case) and traditional to simplified Chinese, both by ICU.
// Each folded character remembers which bytes of the source it came from, so that a match can be marked in the
// words that a person wrote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct FoldedCharacter {
    char32_t character;
    std::uint32_t begin;  // byte offsets into the source, [begin, end)
    std::uint32_t end;
};

// Any bytes are accepted; ill-formed ones fold to U+FFFD. Source of at most 4 GiB. Thread-safe.
std::vector<FoldedCharacter> fold(std::string_view text);

std::string fold_to_text(std::string_view text);

}  // namespace casebook
