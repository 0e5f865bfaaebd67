// Where something is: 中山路88号, 3栋2单元501, 12楼, "14 Mill Lane", flat 3.
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kStreets{U"路",   U"街",   U"大道", U"巷",   U"胡同",   U"小区",
                         U"花园", U"苑",   U"公寓", U"大厦", U"广场",   U"村",
                         U"镇",   U"家园", U"新城", U"校区", U"工业园", U"科技园"};
constexpr Words kParts{U"栋", U"幢",   U"座", U"号楼", U"单元", U"室", U"层",
                       U"楼", U"号院", U"弄", U"号门", U"门",   U"期"};
constexpr Words kEnglishStreets{U" street",   U" road",  U" avenue", U" lane",
                                U" drive",    U" close", U" court",  U" square",
                                U" crescent", U" st,",   U" rd,",    U" ave"};
constexpr Words kEnglishParts{U"flat ",     U"room ",  U"apartment ", U"apt ",
                              U"building ", U"block ", U"floor ",     U"unit "};
// These ask for more than a street.
constexpr Words kExact{U"门牌", U"楼层", U"房间", U"房号",    U"楼栋",
                       U"单元", U"flat", U"room", U"building"};

bool is_of_a_name(char32_t character) {
    return is_han(character);
}

// 三号路口 is none; two characters of a name have to stand before.
Found street(const FactText& text) {
    constexpr std::size_t kShortestName = 2;
    const std::u32string_view characters = text.characters();
    for (std::size_t i = kShortestName; i < text.size(); ++i) {
        if (!text.any_stands_at(kStreets, i)) continue;
        const bool named = is_of_a_name(characters[i - 1]) && is_of_a_name(characters[i - 2]);
        const bool a_way_of_speaking = characters[i - 1] == U'一' || characters[i - 1] == U'网' ||
                                       characters[i - 1] == U'电' || characters[i - 1] == U'线' ||
                                       text.stands_at(U"路由", i);
        if (!named || a_way_of_speaking) continue;
        const auto end = text.end_of_any(kStreets, i, i + 1);
        const auto number = end_of_number(characters, *end);
        const bool with_number = number && text.any_stands_at({U"号", U"弄"}, *number);
        return text.place(i - kShortestName, with_number ? *number + 1 : *end);
    }
    return {};
}

Found part_of_a_building(const FactText& text) {
    const std::u32string_view characters = text.characters();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = i > 0 && is_ascii_digit(characters[i - 1]);
        const auto end = inside ? std::nullopt : end_of_number(characters, i);
        if (!end) continue;
        if (const auto unit = text.end_of_any(kParts, *end, *end + 1)) return text.place(i, *unit);
    }
    return {};
}

Found english(const FactText& text, Words words) {
    const std::u32string_view characters = text.characters();
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const std::u32string_view word : words)
            if (text.stands_at(word, i)) {
                std::size_t begin = i;
                for (std::size_t back = 0; back < 20 && begin > 0; ++back) {
                    const char32_t before = characters[begin - 1];
                    if (!is_ascii_letter(before) && !is_ascii_digit(before) && before != U' ')
                        break;
                    --begin;
                }
                std::size_t end = i + word.size();
                while (end < text.size() && is_ascii_digit(characters[end])) ++end;
                return text.place(begin, end);
            }
    return {};
}

bool has_a_digit(const FactText& text, const FactPlace& place) {
    for (const FactText::Run& run : text.runs()) {
        const FactPlace of_run = text.place(run.begin, run.end);
        if (of_run.begin >= place.begin && of_run.end <= place.end) return true;
    }
    return false;
}

}  // namespace

Found find_address(const FactText& text, std::u32string_view fact) {
    if (const Found part = part_of_a_building(text)) return part;
    if (const Found part = english(text, kEnglishParts); part && has_a_digit(text, *part))
        return part;
    const Found way = street(text);
    const Found found = way ? way : english(text, kEnglishStreets);
    if (found && has_any(fact, kExact) && !has_a_digit(text, *found)) return {};
    return found;
}

}  // namespace casebook::facts
