#include "web/views/why_sentence.h"

#include <algorithm>

#include "base/text.h"

namespace casebook::web {
namespace {

using app::SharedWord;
using app::Suggestion;
using render::Messages;

constexpr std::size_t kMostWordsInSentence = 5;
constexpr double kMostAgree = 0.5;
constexpr double kCategoryCarries = 1;    // of what the words alone bring
constexpr double kLearningCarries = 0.3;  // of the score
constexpr double kSurelyDismissed = 0.3;

std::string in_words(const Messages& messages, const SharedWord& word) {
    if (word.read_as.empty()) return word.typed;
    return message_with(messages, "why.read_as", {word.typed, word.read_as});
}

std::string shared_words(const Messages& messages, const std::vector<SharedWord>& shared) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < std::min(shared.size(), kMostWordsInSentence); ++i)
        words.push_back(in_words(messages, shared[i]));
    return message_with(messages, "why.shares", {join(words, messages.text("why.between_words"))});
}

std::string confirmations(const Messages& messages, std::size_t count) {
    return count == 1 ? messages.text("why.confirmed_once")
                      : message_with(messages, "why.confirmed", {std::to_string(count)});
}

// The model may raise a case that nobody ever used, for the words of others; of that there is nothing to tell.
bool learning_carries(const Suggestion& suggestion) {
    return suggestion.learnt.confirmations > 0 && suggestion.learnt.trained > 0 &&
           suggestion.by_learning > kLearningCarries * suggestion.score;
}

bool category_carries(const Suggestion& suggestion) {
    const double by_words = suggestion.score - suggestion.raised - suggestion.by_learning;
    return !suggestion.entry.category.empty() && suggestion.agreement > kMostAgree &&
           suggestion.raised > 0 &&
           (suggestion.shared.empty() || suggestion.raised > kCategoryCarries * by_words);
}

// Where nothing else is to be said.
std::string little(const Messages& messages, const Suggestion& suggestion) {
    return messages.text(suggestion.is_linked ? "why.linked" : "why.little");
}

std::string as_sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

std::string message_with(const Messages& messages, std::string_view key,
                         const std::vector<std::string>& values) {
    const std::string pattern = messages.text(key);
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

std::string message_with(const Visit& visit, std::string_view key,
                         const std::vector<std::string>& values) {
    return message_with(visit.messages(), key, values);
}

std::string why_sentence(const Messages& messages, const Suggestion& suggestion) {
    std::vector<std::string> reasons;
    if (!suggestion.shared.empty()) reasons.push_back(shared_words(messages, suggestion.shared));
    if (suggestion.confirmed_alike > 0)
        reasons.push_back(confirmations(messages, suggestion.confirmed_alike));
    else if (learning_carries(suggestion))
        reasons.push_back(messages.text("why.learnt"));
    if (category_carries(suggestion))
        reasons.push_back(message_with(messages, "why.category", {suggestion.entry.category}));
    if (reasons.empty()) reasons.push_back(little(messages, suggestion));
    if (suggestion.learnt.dismissed > kSurelyDismissed)
        reasons.push_back(messages.text("why.dismissed"));
    return as_sentence(join(reasons, messages.text("why.between")));
}

}  // namespace casebook::web
