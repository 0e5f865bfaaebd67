#include "base/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace casebook {
namespace {

// Making one reads rules and dictionary: each thread keeps its own.
icu::BreakIterator* word_iterator() {
    thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
        return U_SUCCESS(status) ? std::move(made) : nullptr;
    }();
    return iterator.get();
}

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

std::vector<WordRange> words_in(std::string_view text) {
    icu::BreakIterator* const words = word_iterator();
    if (words == nullptr) return {};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> opened(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    if (U_FAILURE(status)) return {};
    words->setText(opened.get(), status);
    if (U_FAILURE(status)) return {};
    std::vector<WordRange> found;
    std::int32_t begin = words->first();
    for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
        if (words->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
            found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        begin = end;
    }
    return found;
}

}  // namespace casebook
