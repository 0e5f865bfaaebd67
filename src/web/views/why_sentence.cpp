#include "web/views/why_sentence.h"

#include <fmt/format.h>

#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostWordsInSentence = 5;

std::string quoted_words(const Visit& visit, const std::vector<std::string>& words) {
    const std::size_t count = std::min(words.size(), kMostWordsInSentence);
    return join({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count)},
                visit.message("why.between_words"));
}

}  // namespace

std::string message_with(const Visit& visit, std::string_view key,
                         const std::vector<std::string>& values) {
    const std::string pattern = visit.message(key);
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                           static_cast<std::size_t>(pattern[i + 1] - '0') <= values.size();
        if (place)
            text += values[static_cast<std::size_t>(pattern[++i] - '1')];
        else
            text += pattern[i];
    }
    return text;
}

std::string why_sentence(const Visit& visit, const app::Suggestion& suggestion) {
    std::vector<std::string> reasons;
    if (!suggestion.evidence.words.empty())
        reasons.push_back(
            message_with(visit, "why.shares", {quoted_words(visit, suggestion.evidence.words)}));
    const std::size_t confirmed =
        suggestion.learnt.asked_as > 0 ? suggestion.learnt.confirmations : 0;
    if (confirmed == 1) reasons.push_back(visit.message("why.confirmed_once"));
    if (confirmed > 1)
        reasons.push_back(message_with(visit, "why.confirmed", {std::to_string(confirmed)}));
    return join(reasons, visit.message("why.between"));
}

}  // namespace casebook::web
