#include "base/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace casebook {
namespace {

std::unique_ptr<icu::BreakIterator> make_iterator() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
}

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

std::vector<WordRange> words_in(std::string_view text) {
    static const std::unique_ptr<icu::BreakIterator> pattern = make_iterator();
    if (!pattern) return {};
    const std::unique_ptr<icu::BreakIterator> words(pattern->clone());
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> opened(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    words->setText(opened.get(), status);
    if (U_FAILURE(status)) return {};
    std::vector<WordRange> found;
    std::int32_t begin = words->first();
    for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
        if (words->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
            found.push_back({static_cast<std::size_t>(begin), static_cast<std::size_t>(end)});
        begin = end;
    }
    return found;
}

}  // namespace casebook
