#include "search/phrase.h"

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

}  // namespace

Phrase::Phrase(std::string_view text) : characters_(comparable(text)) {}

bool Phrase::is_in(std::string_view text) const {
    if (characters_.empty()) return true;
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
    for (const SearchableText& text : searchable_texts(entry))
        if (is_in(text.text)) return true;
    return false;
}

}  // namespace casebook::search
