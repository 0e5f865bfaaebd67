#include "search/category_guess.h"

#include <algorithm>
#include <cmath>

#include "search/index.h"

namespace casebook::search {
namespace {

// measure_categories --fit
constexpr double kBase = -2.6;
constexpr double kShare = 5.2;
constexpr double kAskedFor = 2;

struct Signed {
    std::string category;
    CategorySigns signs;
};

Signed& signs_of(std::vector<Signed>& all, const std::string& category) {
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Signed& one) { return one.category == category; });
    return known == all.end() ? all.emplace_back(Signed{category, {}}) : *known;
}

}  // namespace

double probability_of(const CategorySigns& signs) {
    return 1 / (1 + std::exp(-(kBase + kShare * signs.share + kAskedFor * signs.asked_for)));
}

std::vector<CategoryGuess> guess_categories(const std::vector<Precedent>& found) {
    std::vector<Signed> all;
    for (const Precedent& precedent : found) {
        if (precedent.stored.entry.category.empty()) continue;
        CategorySigns& signs = signs_of(all, precedent.stored.entry.category).signs;
        signs.share = std::max(signs.share, precedent.agreement);
        signs.asked_for = std::max(signs.asked_for, precedent.learnt.likeness);
    }
    std::vector<CategoryGuess> guesses;
    for (Signed& one : all) guesses.push_back({std::move(one.category), probability_of(one.signs)});
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    return guesses;
}

}  // namespace casebook::search
