#include "search/analysis.h"

#include <unicode/uchar.h>
#include <xapian.h>

#include <algorithm>
#include <span>

#include "base/fold.h"
#include "base/text.h"

namespace casebook::search {
namespace {

using Characters = std::span<const FoldedCharacter>;

enum class CharacterClass { ideographic, letter, digit, joiner, other };

bool is_ideographic(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x3105 && c <= 0x312F) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

CharacterClass class_of(char32_t c) {
    if (c < 0x80) {
        if (c >= 'a' && c <= 'z') return CharacterClass::letter;
        if (c >= '0' && c <= '9') return CharacterClass::digit;
        return c != 0 && std::string_view("-_./@:").find(static_cast<char>(c)) !=
                             std::string_view::npos
                   ? CharacterClass::joiner
                   : CharacterClass::other;
    }
    if (is_ideographic(c)) return CharacterClass::ideographic;
    if (u_isalpha(static_cast<UChar32>(c)) || u_getCombiningClass(static_cast<UChar32>(c)) != 0)
        return CharacterClass::letter;
    return u_isdigit(static_cast<UChar32>(c)) ? CharacterClass::digit : CharacterClass::other;
}

bool is_word_class(CharacterClass c) {
    return c == CharacterClass::letter || c == CharacterClass::digit;
}

std::string text_of(Characters characters) {
    std::string out;
    for (const FoldedCharacter& folded : characters) append_utf8(out, folded.character);
    return out;
}

// Stems are made often and of few words: each thread keeps its stemmer.
std::string english_stem(const std::string& word) {
    thread_local const Xapian::Stem stem("en");
    return stem(word);
}

class Analyser {
  public:
    explicit Analyser(Characters characters) : characters_(characters) {}

    std::vector<Token> tokens() {
        for (std::size_t i = 0; i < characters_.size();) {
            switch (class_at(i)) {
                case CharacterClass::ideographic:
                    i = take_ideographic_run(i);
                    break;
                case CharacterClass::letter:
                case CharacterClass::digit:
                    i = take_word_run(i);
                    break;
                default:
                    ++i;
            }
        }
        return std::move(tokens_);
    }

  private:
    CharacterClass class_at(std::size_t i) const {
        return i < characters_.size() ? class_of(characters_[i].character) : CharacterClass::other;
    }

    void add(TokenKind kind, std::size_t begin, std::size_t end) {
        add(kind, begin, end, text_of(characters_.subspan(begin, end - begin)));
    }

    void add(TokenKind kind, std::size_t begin, std::size_t end, std::string term) {
        if (term.size() > kLongestTerm) return;
        tokens_.push_back(
            {std::move(term), kind, characters_[begin].begin, characters_[end - 1].end});
    }

    std::size_t take_ideographic_run(std::size_t begin) {
        std::size_t end = begin;
        while (class_at(end) == CharacterClass::ideographic) ++end;
        for (std::size_t i = begin; i < end; ++i) {
            add(TokenKind::single, i, i + 1);
            if (i + 1 < end) add(TokenKind::pair, i, i + 2);
        }
        return end;
    }

    // "tb2026-1103": the parts, and the whole when joiners hold several parts together.
    std::size_t take_word_run(std::size_t begin) {
        std::size_t end = begin;
        std::size_t parts = 0;
        while (true) {
            end = take_part(end);
            ++parts;
            if (class_at(end) != CharacterClass::joiner || !is_word_class(class_at(end + 1))) break;
            ++end;
        }
        if (parts > 1) add(TokenKind::code, begin, end);
        return end;
    }

    std::size_t take_part(std::size_t begin) {
        std::size_t end = begin;
        bool letters = false;
        bool digits = false;
        for (; is_word_class(class_at(end)); ++end)
            (class_at(end) == CharacterClass::letter ? letters : digits) = true;
        end = std::max(end, begin + 1);
        if (letters && digits)
            add(TokenKind::code, begin, end);
        else if (digits)
            add(TokenKind::number, begin, end);
        else
            add(TokenKind::word, begin, end,
                english_stem(text_of(characters_.subspan(begin, end - begin))));
        return end;
    }

    Characters characters_;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> analyse(std::string_view text) {
    const std::vector<FoldedCharacter> characters = fold(text);
    return Analyser(characters).tokens();
}

}  // namespace casebook::search
