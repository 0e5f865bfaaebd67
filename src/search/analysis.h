// Analysis: a text becomes the terms under which it is found. The same for cases and for complaints.
//
// The text is folded first (base/fold.h: full-width, case, traditional Chinese). Then
//   Chinese, Japanese, Korean   every pair of neighbouring characters (掉线 宽带 带掉) and every single character, so that any
//                               word of one or two characters inside a sentence is found without a dictionary
//   Latin words                 the English stem (charges, charged -> charg; paid -> pay, english_forms.h), and each two neighbours as one term
//                               (card_arriv), which punctuation between them prevents
//   codes and numbers           whole: 0x80070005, 691; joined by - _ . / @ : also as one term (tb2026-1103) beside their parts
//   quantities          beside all this, in one form: 两次 and 2次 are 2次, 二百块 and 200元 are 200元 (quantity.h)
// A term is at most kLongestTerm bytes; a longer run is no word and gets no term.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace casebook::search {

enum class TokenKind {
    bigram,          // two neighbouring Chinese characters
    character,       // one Chinese character that has a neighbour
    lone_character,  // one that has none
    word,            // an English stem
    code,            // digits, or letters and digits
    word_pair,       // two neighbouring words or codes
    quantity,        // a number with its unit
};

// The tokens by which the length of a text is counted: each place of the text once.
inline bool counts_for_length(TokenKind kind) {
    return kind != TokenKind::character && kind != TokenKind::word_pair &&
           kind != TokenKind::quantity;
}

struct Token {
    std::string_view term;  // valid during the call that gives it
    TokenKind kind;
    std::uint32_t begin;  // byte offsets into the text, [begin, end)
    std::uint32_t end;
};

inline constexpr std::size_t kLongestTerm = 64;  // bytes; Xapian's own limit is 245

// Chinese, Japanese or Korean: written without spaces between words.
bool is_ideographic(char32_t character);

// Gives every token of the text to `take`, in the order of the text. Thread-safe.
void analyse(std::string_view text, const std::function<void(const Token&)>& take);

// Whether the text holds a word, a code or two Chinese characters in a row: anything that says something.
bool has_words(std::string_view text);

}  // namespace casebook::search
