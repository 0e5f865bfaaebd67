#include "domain/reuse.h"

#include <array>
#include <utility>

namespace casebook {
namespace {

constexpr std::array<std::pair<Verdict, std::string_view>, 3> kVerdicts{{
    {Verdict::used, "used"},
    {Verdict::not_this, "not_this"},
    {Verdict::copied, "copied"},
}};

}  // namespace

std::string_view to_text(Verdict verdict) {
    return kVerdicts[static_cast<std::size_t>(verdict)].second;
}

std::optional<Verdict> parse_verdict(std::string_view text) {
    for (const auto& [verdict, name] : kVerdicts)
        if (name == text) return verdict;
    return std::nullopt;
}

namespace {

std::optional<double> mean(int sum, int count) {
    if (count == 0) return std::nullopt;
    return static_cast<double>(sum) / count;
}

}  // namespace

void OutcomeSummary::add(const Outcome& outcome) {
    if (outcome.solved) {
        ++solved_of;
        solved += *outcome.solved ? 1 : 0;
    }
    if (outcome.satisfaction) {
        ++satisfaction_of;
        satisfaction_sum += *outcome.satisfaction;
    }
    if (outcome.minutes) {
        ++minutes_of;
        minutes_sum += *outcome.minutes;
    }
}

std::optional<double> OutcomeSummary::satisfaction() const {
    return mean(satisfaction_sum, satisfaction_of);
}

std::optional<double> OutcomeSummary::minutes() const {
    return mean(minutes_sum, minutes_of);
}

}  // namespace casebook
