#include "search/analysis.h"

#include <xapian.h>

#include <algorithm>
#include <vector>

#include "base/fold.h"
#include "base/text.h"
#include "search/english_forms.h"
#include "search/quantity.h"

namespace casebook::search {
namespace {

enum class CharacterClass { ideographic, letter, digit, joiner, other };

CharacterClass find_class(char32_t c) {
    if (is_ideographic(c)) return CharacterClass::ideographic;
    if (is_letter(c)) return CharacterClass::letter;
    if (is_digit(c)) return CharacterClass::digit;
    const bool ascii = c != 0 && c < 0x80;
    const bool joins =
        ascii && std::string_view("-_./@:").find(static_cast<char>(c)) != std::string_view::npos;
    return joins ? CharacterClass::joiner : CharacterClass::other;
}

// ICU's look-ups are too slow for every character of every text: those of the basic plane are kept.
CharacterClass class_of(char32_t c) {
    constexpr char32_t kTableSize = 0x10000;
    static const std::vector<CharacterClass> table = [] {
        std::vector<CharacterClass> classes;
        for (char32_t each = 0; each < kTableSize; ++each) classes.push_back(find_class(each));
        return classes;
    }();
    return c < kTableSize ? table[c] : find_class(c);
}

bool is_word_class(CharacterClass c) {
    return c == CharacterClass::letter || c == CharacterClass::digit;
}

// Stems are made often and of few words: each thread keeps its stemmer.
std::string english_stem(std::string_view word) {
    thread_local const Xapian::Stem stem("en");
    return joined_stem(stem(std::string(word)));
}

class Analyser {
  public:
    Analyser(std::string_view text, const std::function<void(const Token&)>& take)
        : characters_(fold(text)), take_(take) {
        starts_.reserve(characters_.size() + 1);
        for (const FoldedCharacter& folded : characters_) {
            starts_.push_back(folded_.size());
            append_utf8(folded_, folded.character);
        }
        starts_.push_back(folded_.size());
    }

    void run() {
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
    }

  private:
    CharacterClass class_at(std::size_t i) const {
        return i < characters_.size() ? class_of(characters_[i].character) : CharacterClass::other;
    }

    std::string_view folded(std::size_t begin, std::size_t end) const {
        return std::string_view(folded_).substr(starts_[begin], starts_[end] - starts_[begin]);
    }

    void add(TokenKind kind, std::size_t begin, std::size_t end) {
        add(kind, begin, end, folded(begin, end));
    }

    void add(TokenKind kind, std::size_t begin, std::size_t end, std::string_view term) {
        if (term.size() <= kLongestTerm)
            take_({term, kind, characters_[begin].begin, characters_[end - 1].end});
    }

    std::size_t take_ideographic_run(std::size_t begin) {
        std::size_t end = begin;
        while (class_at(end) == CharacterClass::ideographic) ++end;
        for (std::size_t i = begin; i < end; ++i) {
            take_quantity(i);
            add(end - begin == 1 ? TokenKind::lone_character : TokenKind::character, i, i + 1);
            if (i + 1 < end) add(TokenKind::bigram, i, i + 2);
        }
        return end;
    }

    // None inside another, and none in the middle of a number.
    void take_quantity(std::size_t i) {
        if (i < quantity_end_ || !may_begin_quantity(characters_[i].character)) return;
        if (i > 0 && may_begin_quantity(characters_[i - 1].character)) return;
        const auto quantity = read_quantity(characters_, i);
        if (!quantity) return;
        quantity_end_ = quantity->end;
        add(TokenKind::quantity, i, quantity->end, quantity->term);
    }

    // "tb2026-1103": the parts, and the whole when joiners hold several parts together.
    std::size_t take_word_run(std::size_t begin) {
        take_quantity(begin);
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
        bool digits = false;
        for (; is_word_class(class_at(end)) || is_apostrophe_inside(begin, end); ++end)
            digits = digits || class_at(end) == CharacterClass::digit;
        std::string term =
            digits ? std::string(folded(begin, end)) : english_stem(folded(begin, end));
        if (term.size() > kLongestTerm) return end;
        pair_with_previous(term, begin, end);
        add(digits ? TokenKind::code : TokenKind::word, begin, end, term);
        previous_ = Word{std::move(term), begin, end};
        return end;
    }

    // don't, i've
    bool is_apostrophe_inside(std::size_t begin, std::size_t i) const {
        const bool apostrophe = i < characters_.size() && (characters_[i].character == '\'' ||
                                                           characters_[i].character == U'’');
        return apostrophe && i > begin && class_at(i - 1) == CharacterClass::letter &&
               class_at(i + 1) == CharacterClass::letter;
    }

    void pair_with_previous(const std::string& term, std::size_t begin, std::size_t end) {
        if (previous_.term.empty()) return;
        for (std::size_t i = previous_.end; i < begin; ++i)
            if (characters_[i].character != ' ') return;
        add(TokenKind::word_pair, previous_.begin, end, previous_.term + "_" + term);
    }

    struct Word {
        std::string term;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    Word previous_;
    std::size_t quantity_end_ = 0;
    std::vector<FoldedCharacter> characters_;
    std::string folded_;               // all of them as UTF-8: most terms are pieces of it
    std::vector<std::size_t> starts_;  // where each begins in folded_, and the end
    const std::function<void(const Token&)>& take_;
};

}  // namespace

bool is_ideographic(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x3105 && c <= 0x312F) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

void analyse(std::string_view text, const std::function<void(const Token&)>& take) {
    Analyser(text, take).run();
}

bool has_words(std::string_view text) {
    bool any = false;
    analyse(text, [&](const Token& token) {
        any =
            any || (token.kind != TokenKind::character && token.kind != TokenKind::lone_character);
    });
    return any;
}

}  // namespace casebook::search
