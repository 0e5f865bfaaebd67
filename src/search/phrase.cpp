#include "search/phrase.h"

#include <cctype>

#include "base/fold.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/searchable_texts.h"

namespace casebook::search {
namespace {

bool is_word_character(char32_t c) {
    return !is_ideographic(c) && (is_letter(c) || is_digit(c));
}

std::u32string comparable(std::string_view text) {
    std::u32string out;
    bool space = false;
    for (const FoldedCharacter& folded : fold(text)) {
        const char32_t c = folded.character;
        if (c == U'*' || c == U'`') continue;
        if (is_white_space(c)) {
            space = !out.empty();
            continue;
        }
        if (space && !(is_ideographic(out.back()) && is_ideographic(c))) out += U' ';
        space = false;
        out += c;
    }
    return out;
}

// Of a byte beside a match: that no letter or digit goes on here. False where it would take a closer look.
bool surely_ends_word(std::string_view text, std::size_t position) {
    if (position >= text.size()) return true;
    const auto byte = static_cast<unsigned char>(text[position]);
    return byte < 0x80 && std::isalnum(byte) == 0;
}

}  // namespace

Phrase::Phrase(std::string_view text) : typed_(text), characters_(comparable(text)) {}

// Most entries have the phrase letter by letter as it was typed, and to see that is twenty times quicker than to fold their text.
bool Phrase::is_plainly_in(std::string_view text) const {
    const std::size_t found = text.find(typed_);
    if (found == std::string_view::npos) return false;
    const bool begins =
        is_ideographic(characters_.front()) || (found == 0 || surely_ends_word(text, found - 1));
    const bool ends =
        is_ideographic(characters_.back()) || surely_ends_word(text, found + typed_.size());
    return begins && ends;
}

bool Phrase::is_in(std::string_view text) const {
    if (characters_.empty() || is_plainly_in(text)) return true;
    const std::u32string where = comparable(text);
    for (std::size_t found = where.find(characters_); found != std::u32string::npos;
         found = where.find(characters_, found + 1)) {
        const std::size_t end = found + characters_.size();
        const bool cut_before = found > 0 && is_word_character(where[found - 1]) &&
                                is_word_character(characters_.front());
        const bool cut_after = end < where.size() && is_word_character(where[end]) &&
                               is_word_character(characters_.back());
        if (!cut_before && !cut_after) return true;
    }
    return false;
}

bool Phrase::is_in(const Entry& entry) const {
    const std::vector<SearchableText> texts = searchable_texts(entry);
    for (const SearchableText& text : texts)
        if (!characters_.empty() && is_plainly_in(text.text)) return true;
    for (const SearchableText& text : texts)
        if (is_in(text.text)) return true;
    return false;
}

}  // namespace casebook::search
