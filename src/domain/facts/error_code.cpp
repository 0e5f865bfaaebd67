// What a screen says in a code: 错误 691, E1203, 0x80070005, "error 503".
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kWords{U"错误", U"代码", U"报错", U"提示", U"故障码", U"显示", U"error", U"code"};
constexpr std::size_t kReaches = 10;  // characters before the code
constexpr std::size_t kLongestPlain = 6;

bool has_a_word_before(const FactText& text, const FactText::Run& run) {
    const std::size_t from = run.begin > kReaches ? run.begin - kReaches : 0;
    return text.end_of_any(kWords, from, run.begin).has_value();
}

}  // namespace

Found find_error_code(const FactText& text, std::u32string_view) {
    for (const FactText::Run& run : text.runs()) {
        const std::size_t length = run.end - run.begin;
        const bool hexadecimal = text.stands_at(U"0x", run.begin) && length > 4;
        const bool short_enough = run.digits >= 2 && run.digits <= kLongestPlain + run.letters;
        if (hexadecimal || (short_enough && has_a_word_before(text, run)))
            return text.place(run.begin, run.end);
    }
    return {};
}

}  // namespace casebook::facts
