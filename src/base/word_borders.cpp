#include "base/word_borders.h"

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

}  // namespace

std::vector<WrittenWord> words_in(std::string_view text) {
    icu::BreakIterator* const iterator = word_iterator();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> utext(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
        &utext_close);
    std::vector<WrittenWord> words;
    if (iterator == nullptr || U_FAILURE(status)) return words;
    iterator->setText(utext.get(), status);
    if (U_FAILURE(status)) return words;
    std::int32_t begin = iterator->first();
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
         begin = end, end = iterator->next())
        words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    return words;
}

}  // namespace casebook
