// Most characters fold on their own: those of the basic plane go through a table made once (about 30 ms), and only
// a character followed by combining marks is normalised together with them.
#include "base/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

#include "base/text.h"

namespace casebook {
namespace {

constexpr char32_t kTableSize = 0x10000;
constexpr char32_t kSeveral = 0xFFFFFFFF;  // folds to several characters, or to none

const icu::Normalizer2& nfkc_casefold() {
    static const icu::Normalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        return icu::Normalizer2::getNFKCCasefoldInstance(status);
    }();
    return *instance;
}

bool is_han(char32_t character) {
    return (character >= 0x3400 && character <= 0x9FFF) ||
           (character >= 0xF900 && character <= 0xFAFF);
}

icu::UnicodeString nfkc_fold(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    return nfkc_casefold().normalize(text, status);
}

class FoldTable {
  public:
    FoldTable() {
        for (char32_t c = 0; c < kTableSize; ++c) {
            const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
            const icu::UnicodeString folded =
                nfkc_fold(icu::UnicodeString(static_cast<UChar32>(surrogate ? 0xFFFD : c)));
            entries_[c] =
                folded.countChar32() == 1 ? static_cast<char32_t>(folded.char32At(0)) : kSeveral;
            joins_[c] = !surrogate && !nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(c));
        }
        simplify_han();
    }

    char32_t operator[](char32_t character) const { return entries_[character]; }

    // Whether the character is normalised together with the one before it (a combining mark).
    bool joins_to_previous(char32_t character) const {
        if (character < kTableSize) return joins_[character];
        return !nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(character));
    }

  private:
    // One transliteration of all Han characters, each on its own line so that no rule sees a neighbour.
    void simplify_han() {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> simplify(
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) return;
        icu::UnicodeString lines;
        std::vector<char32_t> characters;
        for (char32_t c = 0; c < kTableSize; ++c) {
            if (!is_han(entries_[c])) continue;
            characters.push_back(c);
            lines.append(static_cast<UChar32>(entries_[c])).append(u'\n');
        }
        simplify->transliterate(lines);
        for (std::int32_t i = 0, n = 0; i < lines.length(); i = lines.moveIndex32(i, 2), ++n)
            entries_[characters[static_cast<std::size_t>(n)]] =
                static_cast<char32_t>(lines.char32At(i));
    }

    std::vector<char32_t> entries_ = std::vector<char32_t>(kTableSize);
    std::vector<bool> joins_ = std::vector<bool>(kTableSize);
};

const FoldTable& fold_table() {
    static const FoldTable table;
    return table;
}

void append_segment(std::vector<FoldedCharacter>& out, const icu::UnicodeString& segment,
                    std::uint32_t begin, std::uint32_t end) {
    const icu::UnicodeString folded = nfkc_fold(segment);
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const auto c = static_cast<char32_t>(folded.char32At(i));
        const char32_t simplified = c < kTableSize && is_han(c) ? fold_table()[c] : c;
        out.push_back({simplified, begin, end});
    }
}

// The characters of a text, each decoded once, although folding looks at each with the one before it.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) { advance(); }

    bool at_end() const { return begin_ >= text_.size(); }
    char32_t character() const { return character_; }
    std::size_t begin() const { return begin_; }
    std::size_t end() const { return end_; }
    void advance() {
        begin_ = end_;
        if (!at_end()) character_ = next_character(text_, end_);
    }

  private:
    std::string_view text_;
    char32_t character_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace

std::vector<FoldedCharacter> fold(std::string_view text) {
    const FoldTable& table = fold_table();
    std::vector<FoldedCharacter> out;
    out.reserve(text.size() / 2 + 8);
    Reader next(text);
    while (!next.at_end()) {
        const auto begin = static_cast<std::uint32_t>(next.begin());
        const char32_t character = next.character();
        std::size_t position = next.end();
        next.advance();
        const bool marked = !next.at_end() && table.joins_to_previous(next.character());
        const char32_t folded = character < kTableSize && !marked ? table[character] : kSeveral;
        if (folded != kSeveral) {
            out.push_back({folded, begin, static_cast<std::uint32_t>(position)});
            continue;
        }
        icu::UnicodeString segment(static_cast<UChar32>(character));
        for (; !next.at_end() && table.joins_to_previous(next.character()); next.advance()) {
            segment.append(static_cast<UChar32>(next.character()));
            position = next.end();
        }
        append_segment(out, segment, begin, static_cast<std::uint32_t>(position));
    }
    return out;
}

std::string fold_to_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const FoldedCharacter& folded : fold(text)) append_utf8(out, folded.character);
    return out;
}

}  // namespace casebook
