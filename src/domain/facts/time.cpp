// When something happened or is to happen: 昨晚八点, 11月20日, "since Monday", 3 days ago.
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kChineseMoments{
    U"今天", U"今日",   U"今早",   U"今晚", U"昨天", U"昨日", U"昨晚", U"前天", U"前晚", U"明天",
    U"明早", U"后天",   U"大后天", U"刚才", U"刚刚", U"上午", U"下午", U"中午", U"早上", U"晚上",
    U"凌晨", U"半夜",   U"夜里",   U"周一", U"周二", U"周三", U"周四", U"周五", U"周六", U"周日",
    U"周末", U"星期",   U"礼拜",   U"上周", U"下周", U"这周", U"月初", U"月底", U"月中", U"上个月",
    U"上月", U"这个月", U"下个月", U"去年", U"今年", U"每天", U"每晚"};
constexpr Words kUnits{U"点",     U"点钟", U"时",     U"月",     U"号",     U"日",
                       U"年",     U"分",   U"天前",   U"天后",   U"小时前", U"个小时前",
                       U"分钟前", U"周前", U"个月前", U"个星期", U":"};
constexpr Words kEnglishMoments{
    U"today",     U"yesterday", U"tomorrow", U"tonight",   U"morning",   U"afternoon",
    U"evening",   U"at noon",   U"midnight", U"monday",    U"tuesday",   U"wednesday",
    U"thursday",  U"friday",    U"saturday", U"sunday",    U"last week", U"last month",
    U"this week", U"next week", U"january",  U"february",  U"march ",    U"april",
    U"june",      U"july",      U"august",   U"september", U"october",   U"november",
    U"december",  U" ago"};
constexpr Words kClock{U"am",       U" am", U"pm",   U" pm", U"o'clock",
                       U" o'clock", U"a.m", U" a.m", U"p.m"};

// "8:30", "2026-11-20", "11/20": digits with such a sign and digits again.
std::optional<std::size_t> end_of_written_time(std::u32string_view text, std::size_t begin) {
    std::size_t i = begin;
    std::size_t groups = 0;
    while (i < text.size() && is_ascii_digit(text[i])) {
        while (i < text.size() && is_ascii_digit(text[i])) ++i;
        ++groups;
        const bool goes_on = i + 1 < text.size() && is_ascii_digit(text[i + 1]) &&
                             (text[i] == U':' || text[i] == U'/' || text[i] == U'-');
        if (!goes_on) break;
        ++i;
    }
    const bool phone_like = i - begin > 10;
    return groups >= 2 && groups <= 3 && !phone_like ? std::optional(i) : std::nullopt;
}

Found time_at(const FactText& text, std::size_t i) {
    const std::u32string_view characters = text.characters();
    const bool inside_of_digits = i > 0 && is_ascii_digit(characters[i - 1]);
    if (inside_of_digits) return {};
    if (const auto end = end_of_written_time(characters, i)) return text.place(i, *end);
    const auto end = end_of_number(characters, i);
    if (!end) return {};
    if (const auto unit = text.end_of_any(kUnits, *end, *end + 1)) return text.place(i, *unit);
    if (const auto clock = text.end_of_any(kClock, *end, *end + 1)) return text.place(i, *clock);
    return {};
}

}  // namespace

Found find_time(const FactText& text, std::u32string_view) {
    for (const Words& moments : {kChineseMoments, kEnglishMoments})
        for (std::size_t i = 0; i < text.size(); ++i)
            for (const std::u32string_view word : moments)
                if (text.stands_at(word, i)) return text.place(i, i + word.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const Found found = time_at(text, i)) return found;
    return {};
}

}  // namespace casebook::facts
