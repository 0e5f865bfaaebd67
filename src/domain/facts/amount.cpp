// Money: 128元, 三百块, ¥58, $12.50, "30 pounds".
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kAfter{U"元",   U"块",    U"万元",  U"万",     U"毛",      U"角",    U"rmb",
                       U" rmb", U"yuan",  U" yuan", U"dollar", U" dollar", U"pound", U" pound",
                       U"euro", U" euro", U"usd",   U" usd",   U"gbp",     U" gbp",  U"人民币",
                       U"港币", U"美元",  U"£",     U"€",      U" cents",  U"p "};
constexpr Words kBefore{U"¥", U"\u00a5", U"$", U"£", U"€", U"rmb", U"usd", U"gbp"};

}  // namespace

Found find_amount(const FactText& text, std::u32string_view) {
    const std::u32string_view characters = text.characters();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside =
            i > 0 && (is_ascii_digit(characters[i - 1]) || is_chinese_numeral(characters[i - 1]));
        if (inside) continue;
        if (const auto end = end_of_number(characters, i)) {
            if (const auto unit = text.end_of_any(kAfter, *end, *end + 1))
                return text.place(i, *unit);
            // 5万: the unit is part of the number.
            if (is_ascii_digit(characters[i]) && !is_ascii_digit(characters[*end - 1]))
                return text.place(i, *end);
        }
        const auto sign = text.end_of_any(kBefore, i, i + 1);
        if (!sign) continue;
        const std::size_t digits = *sign + (text.stands_at(U" ", *sign) ? 1 : 0);
        if (const auto end = end_of_number(characters, digits)) return text.place(i, *end);
    }
    return {};
}

}  // namespace casebook::facts
