#include "search/learning/contradicted.h"

#include <algorithm>

namespace casebook::search {
namespace {

constexpr std::size_t kHalves = 2;

// Logits by which another case is ahead: an example counts in full up to the first, nothing from the second on.
constexpr double kDoubtedFrom = 2.5;
constexpr double kDroppedFrom = 3.5;

std::vector<TrainingExample> judges_of(const std::vector<TrainingExample>& examples,
                                       std::size_t own, std::size_t half) {
    std::vector<TrainingExample> judges;
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (i < own || i % kHalves != half) judges.push_back(examples[i]);
    return judges;
}

double trust_in(const TrainingExample& example, const LinearModel& judge) {
    const Features weighed = judge.weigh(example.features);
    const double right = judge.score(weighed, example.case_id);
    double ahead = 0;
    for (const EntryId rival : example.rivals)
        ahead = std::max(ahead, judge.score(weighed, rival) - right);
    return std::clamp((kDroppedFrom - ahead) / (kDroppedFrom - kDoubtedFrom), 0.0, 1.0);
}

}  // namespace

void doubt_contradicted(std::vector<TrainingExample>& examples, std::size_t own) {
    std::vector<float> weights(examples.size());
    for (std::size_t half = 0; half < kHalves; ++half) {
        const LinearModel judge = train_linear_model(judges_of(examples, own, half));
        for (std::size_t i = own; i < examples.size(); ++i)
            if (i % kHalves == half)
                weights[i] = examples[i].weight * static_cast<float>(trust_in(examples[i], judge));
    }
    for (std::size_t i = own; i < examples.size(); ++i) examples[i].weight = weights[i];
}

}  // namespace casebook::search
