#include "search/quantity.h"

#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"

namespace casebook::search {
namespace {

constexpr std::u32string_view kChineseDigits = U"零一二三四五六七八九";
constexpr std::u32string_view kStarts = U"〇一二两三四五六七八九十";
constexpr double kLargest = 1e12;
constexpr std::size_t kMostDigits = 12;

struct Unit {
    std::u32string_view written;
    std::u32string_view usual;
};

// Longer ones before those that they begin with. 日 and 月 are left out: 3月 and 5日 are dates, 三个月 and 五天 are not.
constexpr std::array kUnits{
    Unit{U"块钱", U"元"},     Unit{U"元钱", U"元"},   Unit{U"块", U"元"},
    Unit{U"元", U"元"},       Unit{U"个月", U"个月"}, Unit{U"个小时", U"小时"},
    Unit{U"个钟头", U"小时"}, Unit{U"小时", U"小时"}, Unit{U"钟头", U"小时"},
    Unit{U"分钟", U"分钟"},   Unit{U"个星期", U"周"}, Unit{U"个礼拜", U"周"},
    Unit{U"星期", U"星期"},   Unit{U"周", U"周"},     Unit{U"次", U"次"},
    Unit{U"回", U"次"},       Unit{U"遍", U"次"},     Unit{U"趟", U"次"},
    Unit{U"天", U"天"},       Unit{U"年", U"年"},     Unit{U"个", U"个"},
    Unit{U"台", U"台"},       Unit{U"张", U"张"},     Unit{U"笔", U"笔"},
    Unit{U"条", U"条"},       Unit{U"单", U"单"},     Unit{U"件", U"件"},
    Unit{U"份", U"份"},       Unit{U"兆", U"兆"},     Unit{U"折", U"折"},
    Unit{U"楼", U"楼"},       Unit{U"层", U"楼"},     Unit{U"期", U"期"},
    Unit{U"倍", U"倍"},       Unit{U"位", U"位"},     Unit{U"度", U"度"},
};

std::optional<int> chinese_digit(char32_t c) {
    if (c == U'两') return 2;
    if (c == U'〇') return 0;
    const std::size_t place = kChineseDigits.find(c);
    return place == kChineseDigits.npos ? std::nullopt
                                        : std::optional<int>(static_cast<int>(place));
}

double multiplier(char32_t c) {
    switch (c) {
        case U'十':
            return 10;
        case U'百':
            return 100;
        case U'千':
            return 1000;
        case U'万':
            return 1e4;
        case U'亿':
            return 1e8;
        default:
            return 0;
    }
}

class NumberReader {
  public:
    NumberReader(std::span<const FoldedCharacter> text, std::size_t begin)
        : text_(text), at_(begin) {}

    // The number, read up to at().
    std::optional<double> read() {
        const auto number = is_digit_at(at_) ? read_digits() : read_chinese();
        return number && *number < kLargest ? number : std::nullopt;
    }

    std::size_t at() const { return at_; }

  private:
    char32_t character(std::size_t i) const { return i < text_.size() ? text_[i].character : 0; }
    bool is_digit_at(std::size_t i) const { return character(i) >= '0' && character(i) <= '9'; }

    // 1,280.50 and 3万
    double read_digits() {
        double value = 0, fraction = 0;
        std::size_t digits = 0;
        for (; digits < kMostDigits; ++at_) {
            const bool between = is_digit_at(at_ + 1) && at_ > 0 && is_digit_at(at_ - 1);
            if (character(at_) == ',' && between && fraction == 0) continue;
            if (character(at_) == '.' && between && fraction == 0) {
                fraction = 1;
                continue;
            }
            if (!is_digit_at(at_)) break;
            const double digit = character(at_) - U'0';
            ++digits;
            if (fraction == 0)
                value = value * 10 + digit;
            else
                value += digit * (fraction /= 10);
        }
        for (; multiplier(character(at_)) > 0; ++at_) value *= multiplier(character(at_));
        return value;
    }

    std::optional<double> read_chinese() {
        double whole = 0, section = 0, last_multiplier = 0;
        int digit = -1;
        std::size_t digits_in_a_row = 0, multipliers = 0;
        for (;; ++at_) {
            const char32_t c = character(at_);
            if (const auto next = chinese_digit(c)) {
                // 二〇二六 and 一三八 are names of things, 两三次 is a guess.
                if (++digits_in_a_row > 1 && digit != 0) return std::nullopt;
                digit = *next;
            } else if (const double by = multiplier(c); by > 0) {
                const bool is_first = digit < 0 && multipliers == 0;
                if (is_first && by > 10) return std::nullopt;  // 百度, 万一
                digits_in_a_row = 0;
                ++multipliers;
                if (by < 1e4) {
                    section += (digit < 0 ? 1 : digit) * by;
                } else {
                    whole = (whole + section + (digit < 0 ? 0 : digit)) * by;
                    section = 0;
                }
                last_multiplier = by;
                digit = -1;
            } else {
                break;
            }
        }
        if (digit < 0 && multipliers == 0) return std::nullopt;
        const bool is_shortened =  // 三百五 is 350, 三百零五 is not
            digit > 0 && last_multiplier >= 100 && multipliers > 0 && character(at_ - 2) != U'零';
        if (digit > 0) section += is_shortened ? digit * last_multiplier / 10 : digit;
        return whole + section;
    }

    std::span<const FoldedCharacter> text_;
    std::size_t at_;
};

std::string shown(double number) {
    const auto hundredths = static_cast<long long>(std::llround(number * 100));
    std::string text = std::to_string(hundredths / 100);
    const long long fraction = hundredths % 100;
    if (fraction == 0) return text;
    text += fraction < 10 ? ".0" : ".";
    return text + std::to_string(fraction % 10 == 0 ? fraction / 10 : fraction);
}

bool begins_with(std::span<const FoldedCharacter> text, std::size_t begin,
                 std::u32string_view wanted) {
    if (begin + wanted.size() > text.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (text[begin + i].character != wanted[i]) return false;
    return true;
}

}  // namespace

bool may_begin_quantity(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 0x4E00 && kStarts.find(c) != kStarts.npos) || c == U'〇';
}

std::optional<Quantity> read_quantity(std::span<const FoldedCharacter> text, std::size_t begin) {
    NumberReader reader(text, begin);
    const auto number = reader.read();
    if (!number) return std::nullopt;
    std::size_t at = reader.at();
    if (at < text.size() && text[at].character == ' ') ++at;
    if (at < text.size() && text[at].character == U'多') ++at;  // 200多块
    for (const Unit& unit : kUnits) {
        if (!begins_with(text, at, unit.written)) continue;
        Quantity quantity{shown(*number), at + unit.written.size()};
        for (const char32_t c : unit.usual) append_utf8(quantity.term, c);
        return quantity;
    }
    return std::nullopt;
}

}  // namespace casebook::search
