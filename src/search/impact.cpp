#include "search/impact.h"

#include <algorithm>
#include <cmath>

#include "search/analysis.h"

namespace casebook::search {
namespace {

constexpr double k1 = 1.2;

}  // namespace

void Impacts::add(TextGroup group, std::string_view text) {
    const auto number = static_cast<std::size_t>(group);
    analyse(text, [&](const Token& token) {
        if (counts_for_length(token.kind)) ++lengths_[number];
        ++counts_[std::string(token.term)][number];
    });
}

unsigned Impacts::impact_of(const Counts& counts) const {
    double sum = 0;
    for (const GroupWeight& group : kGroupWeights) {
        const auto number = static_cast<std::size_t>(group.group);
        if (counts[number] == 0) continue;
        const double length = std::max(1.0, lengths_[number]);
        const double u =
            counts[number] / std::pow(length / group.usual_length, group.length_penalty);
        sum += group.weight * (k1 + 1) * u / (k1 + u);
    }
    return static_cast<unsigned>(
        std::clamp(std::round(sum * kImpactOfAShare), 1.0, static_cast<double>(kLargestImpact)));
}

}  // namespace casebook::search
