#include "search/learning/learnt_words.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/fold.h"
#include "base/text.h"
#include "base/words.h"
#include "search/analysis.h"
#include "search/learning/asked_as.h"
#include "search/learning/complaint_features.h"

namespace casebook::search {
namespace {

using Rarities = std::map<std::string, double, std::less<>>;

// They hold a sentence together and are no part of what it is about.
constexpr std::string_view kHoldingTogether =
    "的了吗呢吧啊呀嘛着地得又还都就也老很太再才只把被给和跟与及在是有我你您他她它们这那哪啥个么要会"
    "能可去来到从对为让请没不";

Rarities rarities_in(const QueryTerms& terms) {
    Rarities rarities;
    for (const QueryTerm& term : terms) rarities[term.term] = term.rarity;
    return rarities;
}

// The mean rarity of what a word is searched by; 0 for a stop word.
double rarity_of(std::string_view word, const Rarities& rarities) {
    double sum = 0, count = 0;
    const auto take = [&](const Token& token) {
        if (!counts_for_length(token.kind)) return;
        const auto known = rarities.find(token.term);
        sum += known == rarities.end() ? 0 : known->second;
        ++count;
    };
    analyse(word, take);
    return count == 0 ? 0 : sum / count;
}

bool is_one_ideograph(std::string_view word) {
    std::size_t position = 0;
    return is_ideographic(next_character(word, position)) && position == word.size();
}

bool holds_together(std::string_view character) {
    return kHoldingTogether.find(fold_to_text(character)) != std::string_view::npos;
}

// The words of a text one after the other: whole ones, and stretches of single characters.
struct Pieces {
    std::vector<std::string_view> whole;
    std::vector<std::vector<std::string_view>> characters;
};

Pieces pieces_of(std::string_view text) {
    Pieces pieces;
    std::size_t last_end = std::string_view::npos;
    for (const WordRange& range : words_in(text)) {
        const std::string_view word = text.substr(range.begin, range.end - range.begin);
        if (!is_one_ideograph(word)) {
            if (count_characters(word) > 1) pieces.whole.push_back(word);
            continue;
        }
        if (holds_together(word)) continue;
        if (last_end != range.begin) pieces.characters.emplace_back();
        pieces.characters.back().push_back(word);
        last_end = range.end;
    }
    return pieces;
}

std::string_view pair_of(std::string_view first, std::string_view second) {
    return {first.data(), first.size() + second.size()};
}

}  // namespace

void LearntWords::add(std::string_view complaint, double weight) {
    const std::string_view text = first_characters(complaint, kLongestLearnt);
    const Rarities rarities = rarities_in(telling_terms(text, asked_));
    std::set<std::string> seen;
    const auto count = [&](Words& words, std::string_view word) {
        const double rarity = rarity_of(word, rarities);
        const std::string folded = fold_to_text(word);
        if (rarity > 0 && seen.insert(folded).second) {
            LearntWord& counted = words[folded];
            if (counted.events++ == 0) counted.word = word;
            counted.weight += weight * rarity;
        }
        return folded;
    };
    const Pieces pieces = pieces_of(text);
    for (const std::string_view word : pieces.whole) count(words_, word);
    for (const auto& characters : pieces.characters) {
        Run run;
        for (std::size_t i = 1; i < characters.size(); ++i)
            run.push_back(count(pairs_, pair_of(characters[i - 1], characters[i])));
        runs_.push_back(std::move(run));
    }
}

// The one that counts most first, then those that do not overlap it.
std::vector<std::string> LearntWords::pairs_that_stand(const Run& run) const {
    const auto weight_of = [this](const std::string& pair) {
        const auto found = pairs_.find(pair);
        return found == pairs_.end() ? 0.0 : found->second.weight;
    };
    std::vector<std::size_t> order(run.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return weight_of(run[a]) > weight_of(run[b]);
    });
    std::vector<bool> taken(run.size() + 2);
    std::vector<std::string> standing;
    for (const std::size_t place : order) {
        if (taken[place] || taken[place + 1] || weight_of(run[place]) <= 0) continue;
        taken[place] = taken[place + 1] = true;  // its two characters
        standing.push_back(run[place]);
    }
    return standing;
}

std::vector<LearntWord> LearntWords::most_telling_first() const {
    std::set<std::string> standing;
    for (const Run& run : runs_)
        for (std::string& pair : pairs_that_stand(run)) standing.insert(std::move(pair));
    std::vector<LearntWord> words;
    for (const auto& [folded, word] : words_) words.push_back(word);
    for (const std::string& pair : standing) words.push_back(pairs_.at(pair));
    std::stable_sort(words.begin(), words.end(),
                     [](const LearntWord& a, const LearntWord& b) { return a.weight > b.weight; });
    return words;
}

}  // namespace casebook::search
