// How much of something that is not money: 300兆, 18度, 第三次, 2公斤, "40 Mbps".
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kUnits{U"兆",    U"mbps",     U" mbps",  U"mb",      U" mb",     U"gb",
                       U" gb",   U"m",        U"g",      U"kb",      U"度",      U"公斤",
                       U"斤",    U"kg",       U" kg",    U"克",      U"次",      U"件",
                       U"份",    U"个",       U"人",     U"格",      U"户",      U"家",
                       U"盏",    U"分钟",     U"小时",   U"天",      U"米",      U"厘米",
                       U"cm",    U"mm",       U"%",      U"寸",      U"times",   U" times",
                       U" bars", U" minutes", U" hours", U" people", U" houses", U" degrees"};

}  // namespace

Found find_quantity(const FactText& text, std::u32string_view) {
    const std::u32string_view characters = text.characters();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside =
            i > 0 && (is_ascii_digit(characters[i - 1]) || is_chinese_numeral(characters[i - 1]));
        const auto end = inside ? std::nullopt : end_of_number(characters, i);
        if (!end) continue;
        if (const auto unit = text.end_of_any(kUnits, *end, *end + 1)) return text.place(i, *unit);
    }
    return {};
}

}  // namespace casebook::facts
