// Words as a screen, a message or a letter has them: “您的套餐已变更”, 提示:网络异常请重试, says "card declined".
#include <algorithm>

#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kOpening{U"“", U"\"", U"「", U"『", U"【", U"《"};
constexpr Words kClosing{U"”", U"\"", U"」", U"』", U"】", U"》"};
constexpr Words kSays{U"提示:",  U"显示:", U"写着",   U"写的是",  U"短信说",      U"内容是",
                      U"提示说", U"says:", U"reads:", U"it says", U"message says"};
constexpr std::size_t kShortest = 4;  // characters of what is quoted
constexpr std::size_t kLongest = 200;

Found between_marks(const FactText& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text.any_stands_at(kOpening, i)) continue;
        for (std::size_t end = i + 1 + kShortest; end < std::min(i + kLongest, text.size()); ++end)
            if (text.any_stands_at(kClosing, end)) return text.place(i, end + 1);
    }
    return {};
}

}  // namespace

Found find_quotation(const FactText& text, std::u32string_view) {
    if (const Found found = between_marks(text)) return found;
    const auto said = text.end_of_any(kSays, 0, text.size());
    if (!said || *said + kShortest > text.size()) return {};
    return text.place(*said, std::min(*said + 2 * kShortest, text.size()));
}

}  // namespace casebook::facts
