// One of what the fact itself offers: 要停还是要拆, 光猫还是路由器, "exchange or refund".
#include <algorithm>

#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

struct Choices {
    std::u32string_view one, other;
};

bool is_space_or_comma(char32_t character) {
    return character == U' ' || character == U',' || character == U'、';
}

std::u32string_view last_word(std::u32string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && !is_space_or_comma(text[begin - 1])) --begin;
    return text.substr(begin);
}

std::u32string_view first_word(std::u32string_view text) {
    std::size_t end = 0;
    while (end < text.size() && !is_space_or_comma(text[end])) ++end;
    return text.substr(0, end);
}

// Without what both begin or end with: 要停 and 要拆 are 停 and 拆, 插网线测的 and 无线测的 are 插网 and 无.
Choices without_the_same(Choices choices) {
    auto& [one, other] = choices;
    while (one.size() > 1 && other.size() > 1 && one.front() == other.front()) {
        one.remove_prefix(1);
        other.remove_prefix(1);
    }
    while (one.size() > 2 && other.size() > 2 && one.back() == other.back()) {
        one.remove_suffix(1);
        other.remove_suffix(1);
    }
    return choices;
}

std::optional<Choices> choices_of(std::u32string_view fact) {
    constexpr std::u32string_view kChinese = U"还是", kEnglish = U" or ";
    if (const std::size_t at = fact.find(kChinese); at != std::u32string_view::npos && at > 0) {
        std::u32string_view one = last_word(fact.substr(0, at));
        const std::size_t is = one.rfind(U'是');  // 拨号设备是光猫
        if (is != std::u32string_view::npos && is + 1 < one.size()) one = one.substr(is + 1);
        return without_the_same({one, first_word(fact.substr(at + kChinese.size()))});
    }
    if (const std::size_t at = fact.find(kEnglish); at != std::u32string_view::npos)
        return Choices{last_word(fact.substr(0, at)),
                       first_word(fact.substr(at + kEnglish.size()))};
    return std::nullopt;
}

}  // namespace

Found find_choice(const FactText& text, std::u32string_view fact) {
    const auto choices = choices_of(fact);
    if (!choices) return {};
    for (const std::u32string_view word : {choices->one, choices->other}) {
        const std::size_t at =
            word.empty() ? std::u32string_view::npos : text.characters().find(word);
        if (at != std::u32string_view::npos) return text.place(at, at + word.size());
    }
    return {};
}

}  // namespace casebook::facts
