#include "domain/personal_data_symbols.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/fold.h"

namespace casebook::personal_data {
namespace {

constexpr std::size_t kLongestTag = 80;      // characters between < and >
constexpr std::size_t kLongestEntity = 9;    // "&#x00031;"
constexpr std::size_t kLongestEmphasis = 3;  // more asterisks than this hide something

struct HanDigit {
    char32_t character;
    std::int8_t digit;
};

// Plain, spoken on the phone (幺 洞) and financial. Sorted.
constexpr std::array kHanDigits = [] {
    std::array digits{
        HanDigit{U'零', 0}, HanDigit{U'〇', 0}, HanDigit{U'○', 0},  HanDigit{U'一', 1},
        HanDigit{U'二', 2}, HanDigit{U'三', 3}, HanDigit{U'四', 4}, HanDigit{U'五', 5},
        HanDigit{U'六', 6}, HanDigit{U'七', 7}, HanDigit{U'八', 8}, HanDigit{U'九', 9},
        HanDigit{U'幺', 1}, HanDigit{U'两', 2}, HanDigit{U'壹', 1}, HanDigit{U'贰', 2},
        HanDigit{U'叁', 3}, HanDigit{U'肆', 4}, HanDigit{U'伍', 5}, HanDigit{U'陆', 6},
        HanDigit{U'柒', 7}, HanDigit{U'捌', 8}, HanDigit{U'玖', 9},
    };
    std::sort(digits.begin(), digits.end(),
              [](const HanDigit& a, const HanDigit& b) { return a.character < b.character; });
    return digits;
}();

std::int8_t han_digit(char32_t character) {
    const auto* found = std::lower_bound(
        kHanDigits.begin(), kHanDigits.end(), character,
        [](const HanDigit& digit, char32_t wanted) { return digit.character < wanted; });
    const bool is_one = found != kHanDigits.end() && found->character == character;
    return is_one ? found->digit : kNoDigit;
}

// Circled digits that NFKC leaves alone (dingbats); each row starts with its 1.
std::int8_t dingbat_digit(char32_t character) {
    for (const char32_t one : {0x2776, 0x2780, 0x278A, 0x24F5})
        if (character >= one && character < one + 9)
            return static_cast<std::int8_t>(character - one + 1);
    return character == 0x24FF || character == 0x1F10B || character == 0x1F10C ? std::int8_t{0}
                                                                               : kNoDigit;
}

void set_digit(Symbol& symbol) {
    const char32_t character = symbol.character;
    if (character < 0x80) {
        if (character < '0' || character > '9') return;
        symbol.digit = static_cast<std::int8_t>(character - '0');
        symbol.script = Script::arabic;
        return;
    }
    if (const std::int8_t han = han_digit(character); han != kNoDigit) {
        symbol.digit = han;
        symbol.script = Script::han;
    } else if (const std::int8_t dingbat = dingbat_digit(character); dingbat != kNoDigit) {
        symbol.digit = dingbat;
        symbol.script = Script::arabic;
    }
}

bool is_combining_sign(char32_t character) {
    return (character >= 0x300 && character <= 0x36F) ||
           (character >= 0x20D0 && character <= 0x20FF);
}

std::uint32_t sequence_length(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0xE0) return byte < 0xC0 ? 1 : 2;
    return byte < 0xF0 ? 3 : 4;
}

class SymbolReader {
  public:
    explicit SymbolReader(std::string_view text) : text_(text), folded_(fold(text)) {}

    std::vector<Symbol> read() {
        symbols_.reserve(folded_.size());
        while (position_ < folded_.size()) position_ += read_one();
        mark_urls();
        return std::move(symbols_);
    }

  private:
    char32_t at(std::size_t index) const {
        return index < folded_.size() ? folded_[index].character : 0;
    }

    // Reads what starts at position_ and tells how many folded characters it took.
    std::size_t read_one() {
        switch (at(position_)) {
            case '*':
                return read_asterisks();
            case '`':
                return 1;
            case '~':
                return at(position_ + 1) == '~' ? 2 : push(1, '~');
            case '\\':
                return 1;
            case '<':
                if (const std::size_t length = tag_length(); length > 0) return length;
                return push(1, '<');
            case '&':
                return read_entity();
            default:
                if (is_combining_sign(at(position_))) return widen_last();
                return push(1, at(position_));
        }
    }

    // The frame of a keycap belongs to its digit.
    std::size_t widen_last() {
        if (!symbols_.empty()) symbols_.back().end = folded_[position_].end;
        return 1;
    }

    std::size_t push(std::size_t length, char32_t character) {
        const std::size_t last = position_ + length - 1;
        Symbol symbol{character, folded_[position_].begin, folded_[last].end};
        set_digit(symbol);
        if (length == 1) leave_out_ignorable(symbol);
        symbols_.push_back(symbol);
        return length;
    }

    // Folding gives a zero-width character to the one before it; it is a gap, not a part.
    void leave_out_ignorable(Symbol& symbol) const {
        const bool shared =
            position_ + 1 < folded_.size() && folded_[position_ + 1].begin == symbol.begin;
        if (!shared)
            symbol.end = std::min(symbol.end, symbol.begin + sequence_length(text_[symbol.begin]));
    }

    // One to three are emphasis. More before a digit, and full-width ones, stand for digits that somebody hid.
    std::size_t read_asterisks() {
        std::size_t length = 0;
        while (at(position_ + length) == '*' && is_ascii(position_ + length)) ++length;
        const bool hides = length == 0 || (length > kLongestEmphasis && is_before_digit(length));
        if (!hides) return length;
        push(1, '*');
        Symbol& star = symbols_.back();
        star.digit = kMaskedDigit;
        star.script = symbols_.size() > 1 ? symbols_[symbols_.size() - 2].script : Script::none;
        if (star.script == Script::none) star.script = Script::arabic;
        if (length <= 1) return 1;
        read_rest_of_asterisks(length, star.script);
        return length;
    }

    bool is_before_digit(std::size_t length) const {
        const char32_t next = at(position_ + length);
        return (next >= '0' && next <= '9') || han_digit(next) != kNoDigit;
    }

    void read_rest_of_asterisks(std::size_t length, Script script) {
        for (std::size_t i = 1; i < length; ++i) {
            const FoldedCharacter& folded = folded_[position_ + i];
            symbols_.push_back({'*', folded.begin, folded.end, kMaskedDigit, script});
        }
    }

    bool is_ascii(std::size_t index) const {
        return static_cast<unsigned char>(text_[folded_[index].begin]) < 0x80;
    }

    // A tag or a short comment; an address in angle brackets is neither.
    std::size_t tag_length() const {
        std::size_t next = position_ + 1;
        if (at(next) == '/' || at(next) == '!') ++next;
        if (!is_latin(at(next)) && at(next) != '-') return 0;
        for (; next < std::min(position_ + kLongestTag, folded_.size()); ++next) {
            if (at(next) == '>') return next + 1 - position_;
            if (at(next) == '@' || at(next) == '\n') return 0;
        }
        return 0;
    }

    std::size_t read_entity() {
        std::string name;
        std::size_t next = position_ + 1;
        while (next < position_ + kLongestEntity && at(next) > ' ' && at(next) < 0x7F &&
               at(next) != ';')
            name.push_back(static_cast<char>(at(next++)));
        if (at(next) != ';') return push(1, '&');
        const std::size_t length = next + 1 - position_;
        if (name == "nbsp" || name == "ensp" || name == "emsp" || name == "thinsp")
            return push(length, ' ');
        if (name == "shy" || name == "zwnj" || name == "zwj") return length;
        if (const char32_t character = numbered_character(name); character != 0)
            return push(length, character);
        return push(1, '&');
    }

    // "#49" and "#x31" for the printable ASCII characters; 0 for everything else.
    static char32_t numbered_character(std::string_view name) {
        if (name.size() < 2 || name[0] != '#') return 0;
        const bool hexadecimal = name[1] == 'x';
        char32_t value = 0;
        for (const char digit : name.substr(hexadecimal ? 2 : 1)) {
            const bool decimal_digit = digit >= '0' && digit <= '9';
            if (!decimal_digit && !(hexadecimal && digit >= 'a' && digit <= 'f')) return 0;
            value = value * (hexadecimal ? 16 : 10) +
                    static_cast<char32_t>(decimal_digit ? digit - '0' : digit - 'a' + 10);
        }
        if (value >= 'A' && value <= 'Z') return value + ('a' - 'A');
        return value >= ' ' && value < 0x7F ? value : 0;
    }

    void mark_urls() {
        for (std::size_t i = 0; i + 3 < symbols_.size(); ++i) {
            const auto is = [&](std::string_view word) {
                for (std::size_t k = 0; k < word.size(); ++k)
                    if (symbols_[i + k].character != static_cast<char32_t>(word[k])) return false;
                return true;
            };
            if (symbols_[i].character == ':' ? is("://")
                                             : symbols_[i].character == 'w' && is("www."))
                i = mark_url(i);
        }
    }

    std::size_t mark_url(std::size_t start) {
        std::size_t end = start;
        for (; end < symbols_.size(); ++end) {
            const char32_t character = symbols_[end].character;
            const bool inside = character > ' ' && character < 0x7F && character != '<' &&
                                character != '>' && character != '"' && character != ')';
            if (!inside) break;
            symbols_[end].in_url = true;
        }
        return end;
    }

    std::string_view text_;
    std::vector<FoldedCharacter> folded_;
    std::size_t position_ = 0;
    std::vector<Symbol> symbols_;
};

}  // namespace

std::vector<Symbol> read_symbols(std::string_view text) {
    return SymbolReader(text).read();
}

// Not "~": that is a range (3500~4000).
bool is_hyphen(char32_t character) {
    return character == '-' || (character >= 0x2010 && character <= 0x2015) || character == 0x2212;
}

bool is_dot(char32_t character) {
    return character == '.' || character == 0xB7 || character == 0x2022 || character == 0x30FB ||
           character == 0x2219 || character == 0x22C5;
}

}  // namespace casebook::personal_data
