#include "app/readings.h"

#include <algorithm>

#include "base/fold.h"

namespace casebook::app {
namespace {

constexpr std::size_t kMostReadings = 4;

// A part of what was typed is no news: 猫 for 光猫.
bool is_told(const search::QueryTerm& term) {
    return term.origin != search::Origin::typed && term.typed.find(term.term) == std::string::npos;
}

bool is_in_any(const std::string& term, const std::vector<std::string>& folded_words) {
    return std::any_of(folded_words.begin(), folded_words.end(), [&](const std::string& word) {
        return word.find(term) != std::string::npos;
    });
}

}  // namespace

std::vector<Reading> readings_among(const search::QueryTerms& terms,
                                    const std::vector<std::string>& words) {
    std::vector<std::string> folded_words;
    for (const std::string& word : words) folded_words.push_back(fold_to_text(word));
    std::vector<const search::QueryTerm*> told;
    for (const search::QueryTerm& term : terms)
        if (is_told(term) && is_in_any(fold_to_text(term.term), folded_words))
            told.push_back(&term);
    std::stable_sort(told.begin(), told.end(),
                     [](const auto* a, const auto* b) { return a->trust > b->trust; });
    std::vector<Reading> readings;
    for (const search::QueryTerm* term : told) {
        const bool known = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
            return other.typed == term->typed;
        });
        if (!known && readings.size() < kMostReadings)
            readings.push_back({term->typed, term->term, term->origin});
    }
    return readings;
}

std::vector<Reading> readings_among(std::vector<SharedWord> words) {
    std::erase_if(words, [](const SharedWord& word) { return word.read_as.empty(); });
    std::ranges::stable_sort(words, std::greater<>(), &SharedWord::weight);
    std::vector<Reading> readings;
    for (const SharedWord& word : words) {
        const bool known =
            std::ranges::find(readings, word.typed, &Reading::typed) != readings.end();
        if (!known && readings.size() < kMostReadings)
            readings.push_back({word.typed, word.read_as, word.origin});
    }
    return readings;
}

std::string_view name_of(search::Origin origin) {
    switch (origin) {
        case search::Origin::typed:
            return "typed";
        case search::Origin::synonym:
            return "synonym";
        case search::Origin::region:
            return "region";
        case search::Origin::sound:
            return "sound";
        case search::Origin::look_alike:
            return "look_alike";
        case search::Origin::pinyin:
            return "pinyin";
        case search::Origin::initials:
            return "initials";
        case search::Origin::spelling:
            return "spelling";
        case search::Origin::prefix:
            return "prefix";
    }
    return "";
}

}  // namespace casebook::app
