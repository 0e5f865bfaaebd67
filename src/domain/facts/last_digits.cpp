// The end of a number that names a customer's card, account or phone: 尾号 6688, "ending in 6688", or the whole number.
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kEndWords{U"尾号",   U"后四位",    U"后4位",   U"末四位",    U"最后四位", U"后几位",
                          U"末两位", U"ending in", U"ends in", U"last four", U"last 4"};
constexpr Words kPhoneWords{U"手机", U"电话", U"phone", U"of the number"};
constexpr Words kCardWords{U"卡", U"card"};
constexpr std::size_t kReaches = 12;  // characters between the word and the digits
constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kFewestOfCard = 15;
constexpr std::size_t kFewestOfAccount = 8;

const FactText::Run* run_within(const FactText& text, std::size_t from, std::size_t until) {
    for (const FactText::Run& run : text.runs())
        if (run.begin >= from && run.begin < until) return &run;
    return nullptr;
}

Found told_as_an_end(const FactText& text) {
    std::size_t from = 0;
    while (const auto end = text.end_of_any(kEndWords, from, text.size())) {
        const FactText::Run* run = run_within(text, *end, *end + kReaches);
        const bool fits = run != nullptr && run->digits >= 2 && run->digits <= 6;
        if (fits) return text.place(run->begin, run->end);
        from = *end;
    }
    return {};
}

bool is_whole_number(const FactText& text, const FactText::Run& run, std::u32string_view fact) {
    if (run.letters > 0) return false;
    if (has_any(fact, kPhoneWords))
        return run.digits == kMobileDigits && text.characters()[run.begin] == U'1';
    return run.digits >= (has_any(fact, kCardWords) ? kFewestOfCard : kFewestOfAccount);
}

// 卡号 6688, 账号0731: four digits right after the word.
bool is_right_after_its_word(const FactText& text, const FactText::Run& run,
                             std::u32string_view fact) {
    constexpr std::size_t kFour = 4, kNear = 3;
    if (run.digits != kFour || run.letters > 0) return false;
    const std::u32string_view thing = fact.substr(0, fact.find(U"号") + 1);
    for (std::size_t gap = 0; gap <= kNear; ++gap)
        if (!thing.empty() && run.begin >= thing.size() + gap &&
            text.stands_at(thing, run.begin - thing.size() - gap))
            return true;
    return false;
}

}  // namespace

Found find_last_digits(const FactText& text, std::u32string_view fact) {
    if (const Found told = told_as_an_end(text)) return told;
    for (const FactText::Run& run : text.runs())
        if (is_whole_number(text, run, fact) || is_right_after_its_word(text, run, fact))
            return text.place(run.begin, run.end);
    return {};
}

}  // namespace casebook::facts
