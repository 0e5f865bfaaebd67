#include "domain/personal_data_codes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "domain/personal_data_rules.h"

namespace casebook::personal_data {
namespace {

constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kPlateEnds = U"学警港澳挂";
constexpr std::size_t kNearWord = 10;     // symbols between the word and a code that needs one
constexpr std::size_t kLongestCode = 10;  // letters and digits

// One letter or digit of a code, the joining signs before it skipped.
struct Part {
    char32_t character;  // folded; '0' to '9' for a digit of any script
    std::size_t symbol;

    bool is_digit() const { return character >= '0' && character <= '9'; }
};

// The first of them, without memory from the heap: codes are looked for at every word.
class Parts {
  public:
    std::size_t size() const { return size_; }
    const Part& operator[](std::size_t i) const { return parts_[i]; }
    const Part* begin() const { return parts_.data(); }
    const Part* end() const { return parts_.data() + size_; }
    void push_back(const Part& part) { parts_[size_++] = part; }

  private:
    std::array<Part, kLongestCode + 1> parts_;
    std::size_t size_ = 0;
};

class CodeFinder {
  public:
    CodeFinder(Symbols symbols, const TellingWords& words,
               std::vector<PersonalDataFinding>& findings)
        : symbols_(symbols), words_(words), findings_(findings) {}

    void find() {
        for (std::size_t i = 0; i < symbols_.size();) {
            const std::size_t end = read_at(i);
            i = end > i ? end : i + 1;
        }
    }

  private:
    // The end of the code that starts there, or 0.
    std::size_t read_at(std::size_t i) {
        const Symbol& symbol = symbols_[i];
        if (symbol.in_url) return 0;
        if (is_province(symbol)) return read_plate(i);
        if (symbol.character >= 0x80 || !is_open_left(i)) return 0;
        if (is_latin(symbol.character)) return read_lettered(i);
        return is_digit(symbol) ? read_passport(i) : 0;
    }

    static bool is_province(const Symbol& symbol) {
        return symbol.character > 0x80 &&
               kProvinces.find(symbol.character) != std::u32string_view::npos;
    }

    bool is_word(std::size_t i) const {
        if (i >= symbols_.size()) return false;
        return is_latin(symbols_[i].character) || symbols_[i].script == Script::arabic;
    }

    bool is_open_left(std::size_t i) const {
        if (i == 0) return true;
        const char32_t previous = symbols_[i - 1].character;
        const bool hangs_on =
            (is_hyphen(previous) || previous == '_' || previous == '/') && i > 1 && is_word(i - 2);
        return !is_word(i - 1) && !hangs_on && previous != '#';
    }

    bool is_open_right(std::size_t end) const {
        if (is_word(end)) return false;
        const bool joiner = end < symbols_.size() &&
                            (is_hyphen(symbols_[end].character) || symbols_[end].character == '_');
        return !joiner || !is_word(end + 1);
    }

    std::optional<Part> part_at(std::size_t i) const {
        if (i >= symbols_.size()) return std::nullopt;
        const Symbol& symbol = symbols_[i];
        if (symbol.digit == kMaskedDigit) return std::nullopt;
        if (is_digit(symbol)) return Part{U'0' + static_cast<char32_t>(symbol.digit), i};
        if (is_latin(symbol.character)) return Part{symbol.character, i};
        return std::nullopt;
    }

    // The next letter or digit, with at most one blank, hyphen, dot or line end before it.
    std::optional<Part> next_part(std::size_t i) const {
        if (const auto part = part_at(i); part) return part;
        if (i >= symbols_.size()) return std::nullopt;
        const char32_t c = symbols_[i].character;
        const bool joint = is_blank(c) || c == '\n' || is_hyphen(c) || is_dot(c);
        return joint ? part_at(i + 1) : std::nullopt;
    }

    Parts parts_from(std::size_t i, std::size_t most) const {
        Parts parts;
        Script script = Script::none;  // of the digits; 三次 after them is not a part
        while (parts.size() < most) {
            const auto part = next_part(i);
            if (!part) break;
            const Script own = symbols_[part->symbol].script;
            if (own != Script::none && script != Script::none && own != script) break;
            if (own != Script::none) script = own;
            parts.push_back(*part);
            i = part->symbol + 1;
        }
        return parts;
    }

    std::size_t add(PersonalDataKind kind, std::size_t begin, std::size_t end) {
        findings_.push_back({kind, symbols_[begin].begin, symbols_[end - 1].end});
        return end;
    }

    // Plates --------------------------------------------------------------------------------------

    std::size_t read_plate(std::size_t i) {
        const Parts parts = parts_from(i + 1, 7);
        if (parts.size() < 5 || parts[0].is_digit() || parts[0].character == 'i') return 0;
        // 更新 VS2019
        const bool apart = parts[0].symbol != i + 1;
        const bool word = !parts[1].is_digit() && parts[1].symbol == parts[0].symbol + 1;
        if (apart && word && symbols_[i].character == U'新') return 0;
        for (const std::size_t length : {std::size_t{6}, std::size_t{5}})
            if (parts.size() > length && is_serial(parts, length) &&
                holds_together(i, parts, length))
                if (const std::size_t end = parts[length].symbol + 1; is_plate_end(end))
                    return add(PersonalDataKind::plate, i, end);
        const std::size_t end = parts[4].symbol + 1;
        const bool special = end < symbols_.size() &&
                             kPlateEnds.find(symbols_[end].character) != std::u32string_view::npos;
        if (special && count_digits(parts, 4) >= 2) return add(PersonalDataKind::plate, i, end + 1);
        return 0;
    }

    bool is_plate_end(std::size_t end) const {
        const bool other_script = end < symbols_.size() && is_digit(symbols_[end]) &&
                                  symbols_[end].script != symbols_[end - 1].script;
        return other_script || !is_word(end);
    }

    // "新MPV 360" and "西宁FM100.6" are no plates: a serial with letters is not cut, none has a dot inside.
    bool holds_together(std::size_t i, const Parts& parts, std::size_t length) const {
        const std::size_t first = parts[1].symbol;
        const Symbols serial = symbols_.subspan(first, parts[length].symbol + 1 - first);
        if (serial.size() == length) return true;
        const bool dot = std::any_of(serial.begin(), serial.end(),
                                     [](const Symbol& symbol) { return is_dot(symbol.character); });
        const bool letters = count_digits(parts, length) < static_cast<std::ptrdiff_t>(length);
        return !dot && (!letters || words_.is_near(Telling::plate, i, kNearWord));
    }

    static std::ptrdiff_t count_digits(const Parts& parts, std::size_t length) {
        return std::count_if(parts.begin() + 1,
                             parts.begin() + 1 + static_cast<std::ptrdiff_t>(length),
                             [](const Part& part) { return part.is_digit(); });
    }

    // Five signs with at most two letters; six for new energy, where a letter is the first or the last.
    static bool is_serial(const Parts& parts, std::size_t length) {
        const std::ptrdiff_t digits = count_digits(parts, length);
        if (length == 5) return digits >= 3;
        return digits >= 4 && (!parts[1].is_digit() || !parts[6].is_digit());
    }

    // Letters first ---------------------------------------------------------------------------------

    // At most three letters, then digits; most words end here.
    bool may_be_lettered(std::size_t i) const {
        std::size_t letters = 0;
        while (letters < 4) {
            const auto part = next_part(i);
            if (!part || part->is_digit()) return part && letters > 0;
            i = part->symbol + 1;
            ++letters;
        }
        return false;
    }

    std::size_t read_lettered(std::size_t i) {
        if (!may_be_lettered(i)) return 0;
        const Parts parts = parts_from(i, kLongestCode + 1);
        const std::size_t letters = static_cast<std::size_t>(
            std::find_if(parts.begin(), parts.end(),
                         [](const Part& part) { return part.is_digit(); }) -
            parts.begin());
        if (letters == 0 || letters > 3 || letters == parts.size()) return 0;
        const std::size_t digits = count_leading_digits(parts, letters);
        if (const std::size_t end = read_taiwan_identity(i, parts, letters, digits); end > 0)
            return end;
        if (const std::size_t end = read_hong_kong_identity(i, parts, letters, digits); end > 0)
            return end;
        if (const std::size_t end = read_lettered_passport(i, parts, letters, digits); end > 0)
            return end;
        return read_local_plate(i, parts, letters, digits);
    }

    static std::size_t count_leading_digits(const Parts& parts, std::size_t from) {
        std::size_t count = 0;
        while (from + count < parts.size() && parts[from + count].is_digit()) ++count;
        return count;
    }

    static std::vector<std::int8_t> digits_of(const Parts& parts, std::size_t from,
                                              std::size_t count) {
        std::vector<std::int8_t> digits;
        for (std::size_t i = from; i < from + count; ++i)
            digits.push_back(static_cast<std::int8_t>(parts[i].character - '0'));
        return digits;
    }

    std::size_t end_of(const Parts& parts, std::size_t count) const {
        return parts[count - 1].symbol + 1;
    }

    // A version (v12.3.28.7620) is not: no dots, at most two joining signs.
    bool is_compact(std::size_t begin, std::size_t end, std::size_t parts) const {
        const Symbols code = symbols_.subspan(begin, end - begin);
        return code.size() <= parts + 2 &&
               std::none_of(code.begin(), code.end(),
                            [](const Symbol& symbol) { return is_dot(symbol.character); });
    }

    std::size_t read_taiwan_identity(std::size_t i, const Parts& parts, std::size_t letters,
                                     std::size_t digits) {
        if (letters != 1 || digits != 9 || !is_open_right(end_of(parts, 10))) return 0;
        if (!is_compact(i, end_of(parts, 10), 10)) return 0;
        const bool valid = is_taiwan_identity(parts[0].character, digits_of(parts, 1, 9));
        if (!valid || words_.before(i) == Telling::not_personal) return 0;
        return add(PersonalDataKind::taiwan_identity, i, end_of(parts, 10));
    }

    // The check digit is in brackets; without them a word has to say that it is an identity card.
    std::size_t read_hong_kong_identity(std::size_t i, const Parts& parts, std::size_t letters,
                                        std::size_t digits) {
        if (letters > 2 || digits < 6 || digits > 7) return 0;
        const std::vector<std::int8_t> six = digits_of(parts, letters, 6);
        std::string prefix;
        for (std::size_t k = 0; k < letters; ++k)
            prefix.push_back(static_cast<char>(parts[k].character));
        const auto valid = [&](const Part& check) {
            return is_hong_kong_identity(prefix, six, check.character);
        };
        const std::size_t end = end_of(parts, letters + 6);
        if (const auto check = bracketed_check(end); check && valid(*check))
            return add(PersonalDataKind::hong_kong_identity, i, closing_bracket(check->symbol) + 1);
        if (parts.size() <= letters + 6 || !words_.is_near(Telling::identity, i, kNearWord))
            return 0;
        const Part& check = parts[letters + 6];
        if (!valid(check) || !is_open_right(check.symbol + 1)) return 0;
        return add(PersonalDataKind::hong_kong_identity, i, check.symbol + 1);
    }

    std::optional<Part> bracketed_check(std::size_t i) const {
        if (i < symbols_.size() && is_blank(symbols_[i].character)) ++i;
        if (i >= symbols_.size() || symbols_[i].character != '(') return std::nullopt;
        if (i + 1 < symbols_.size() && is_blank(symbols_[i + 1].character)) ++i;
        const auto check = part_at(i + 1);
        if (!check || closing_bracket(check->symbol) == 0) return std::nullopt;
        return check;
    }

    std::size_t closing_bracket(std::size_t check) const {
        std::size_t i = check + 1;
        if (i < symbols_.size() && is_blank(symbols_[i].character)) ++i;
        return i < symbols_.size() && symbols_[i].character == ')' ? i : 0;
    }

    std::size_t read_lettered_passport(std::size_t i, const Parts& parts, std::size_t letters,
                                       std::size_t digits) {
        if (letters > 2 || digits < 6 || digits > 9) return 0;
        const std::size_t end = end_of(parts, letters + digits);
        if (!words_.is_near(Telling::passport, i, kNearWord) || !is_open_right(end)) return 0;
        return add(PersonalDataKind::passport, i, end);
    }

    std::size_t read_passport(std::size_t i) {
        if (!words_.is_near(Telling::passport, i, kNearWord)) return 0;
        const Parts parts = parts_from(i, kLongestCode);
        const std::size_t digits = count_leading_digits(parts, 0);
        if (digits < 8 || digits > 9 || digits != parts.size()) return 0;
        if (!is_open_right(end_of(parts, digits))) return 0;
        return add(PersonalDataKind::passport, i, end_of(parts, digits));
    }

    // Hong Kong (AB 1234) and Taiwan (ABC-1234), only after a word for a plate.
    std::size_t read_local_plate(std::size_t i, const Parts& parts, std::size_t letters,
                                 std::size_t digits) {
        if (letters < 2 || digits < 2 || digits > 4 || parts.size() != letters + digits) return 0;
        const std::size_t end = end_of(parts, letters + digits);
        if (!words_.is_near(Telling::plate, i, kNearWord) || !is_open_right(end)) return 0;
        return add(PersonalDataKind::plate, i, end);
    }

    Symbols symbols_;
    const TellingWords& words_;
    std::vector<PersonalDataFinding>& findings_;
};

}  // namespace

void find_codes(Symbols symbols, const TellingWords& words,
                std::vector<PersonalDataFinding>& findings) {
    CodeFinder(symbols, words, findings).find();
}

}  // namespace casebook::personal_data
