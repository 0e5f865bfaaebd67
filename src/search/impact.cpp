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
        Counts& counts = counts_[std::string(token.term)];
        ++counts.of_group[number];
        counts.counts_for_length |= counts_for_length(token.kind);
    });
}

std::size_t Impacts::told() const {
    return static_cast<std::size_t>(
        std::count_if(counts_.begin(), counts_.end(), [](const auto& known) {
            const Counts& counts = known.second;
            return counts.counts_for_length &&
                   counts.of(TextGroup::title) + counts.of(TextGroup::complaint) > 0;
        }));
}

unsigned Impacts::impact_of(const Counts& counts) const {
    double sum = 0;
    for (const GroupWeight& group : kGroupWeights) {
        const unsigned count = counts.of(group.group);
        if (count == 0) continue;
        const double length = std::max(1.0, lengths_[static_cast<std::size_t>(group.group)]);
        const double u = count / std::pow(length / group.usual_length, group.length_penalty);
        sum += group.weight * (k1 + 1) * u / (k1 + u);
    }
    return static_cast<unsigned>(
        std::clamp(std::round(sum * kImpactOfAShare), 1.0, static_cast<double>(kLargestImpact)));
}

}  // namespace casebook::search
