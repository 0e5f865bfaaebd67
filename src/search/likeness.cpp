#include "search/likeness.h"

#include <algorithm>
#include <cmath>

namespace casebook::search {
namespace {

constexpr double kLeastPart = 1.0 / 3;  // of the heavier text, that a copy is expected to have

}  // namespace

double TextScale::rarity_of(const std::string& term) {
    const auto [known, is_new] = rarities_.try_emplace(term, 0);
    if (is_new)
        known->second =
            std::log((statistics_.documents + 1) / (statistics_.documents_with(term) + 0.5));
    return std::max(0.0, known->second);
}

WeighedText TextScale::weigh(std::string_view text) {
    WeighedText weighed;
    analyse(text, [&](const Token& token) {
        if (!counts_for_length(token.kind)) return;
        const auto [term, is_new] = weighed.weights.try_emplace(std::string(token.term), 0);
        if (!is_new) return;
        term->second = rarity_of(term->first);
        weighed.weight += term->second;
    });
    return weighed;
}

double likeness(const WeighedText& a, const WeighedText& b) {
    const auto& [lighter, heavier] = a.weight < b.weight ? std::tie(a, b) : std::tie(b, a);
    const double whole = std::max(lighter.weight, heavier.weight * kLeastPart);
    if (whole <= 0) return 0;
    double shared = 0;
    for (const auto& [term, weight] : lighter.weights)
        if (heavier.weights.contains(term)) shared += weight;
    return shared / whole;
}

}  // namespace casebook::search
