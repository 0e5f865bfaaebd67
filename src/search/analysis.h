// Analysis: a text becomes the terms under which it is found. The same for cases and for complaints.
//
// The text is folded first (base/fold.h: full-width, case, traditional Chinese). Then
//   Chinese, Japanese, Korean   every pair of neighbouring characters (掉线 宽带 带掉), and every single character, so that
//                               any word of one or two characters inside a sentence is found without a dictionary
//   Latin words                 the English stem (charges, charged -> charg)
//   codes and numbers           whole: 0x80070005, 691; joined by - _ . / @ : also as one term (tb2026-1103), beside
//                               their parts
// A term is at most kLongestTerm bytes; longer runs are cut into none (they are no words).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::search {

enum class TokenKind { pair, single, word, number, code };

struct Token {
    std::string term;
    TokenKind kind;
    std::uint32_t begin;  // byte offsets into the text, [begin, end)
    std::uint32_t end;
};

inline constexpr std::size_t kLongestTerm = 64;  // bytes; Xapian's own limit is 245

// In the order of the text. Thread-safe.
std::vector<Token> analyse(std::string_view text);

}  // namespace casebook::search
