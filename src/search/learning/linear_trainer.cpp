#include "search/learning/linear_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace casebook::search {
namespace {

constexpr float kSmallestGradient = 1e-3F;  // a case that is this sure already learns nothing

std::uint64_t scrambled(std::uint64_t x) {
    x *= 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 31)) * 0xBF58476D1CE4E5B9ULL;
    return x ^ (x >> 33);
}

class Trainer {
  public:
    Trainer(std::vector<TrainingExample> examples, const TrainerSettings& settings)
        : settings_(settings),
          examples_(std::move(examples)),
          slots_(std::bit_ceil(std::clamp(examples_.size() * settings.slots_an_example,
                                          settings.fewest_slots, settings.most_slots))),
          statistics_(slots_ / 4),
          weights_(slots_),
          squares_(slots_, static_cast<float>(settings.damping)) {
        for (const TrainingExample& example : examples_) {
            statistics_.count(example.features);
            if (seen_[example.case_id] == 0) cases_.push_back(example.case_id);
            seen_[example.case_id] += example.weight;
        }
        for (TrainingExample& example : examples_)
            example.features = statistics_.weigh(std::move(example.features));
    }

    LinearModel run() {
        for (std::size_t pass = 0; pass < settings_.passes; ++pass)
            for (std::size_t i = 0; i < examples_.size(); ++i)
                step(examples_[i], pass * examples_.size() + i);
        return {std::move(statistics_), weights_};
    }

  private:
    struct Candidate {
        std::uint32_t hash;
        float chance;
    };

    void step(const TrainingExample& example, std::uint64_t number) {
        choose_candidates(example, number);
        guess(example);
        const auto wrong = static_cast<float>(candidates_.size() - 1);
        if (wrong == 0) return;
        const auto held_back = static_cast<float>(settings_.held_back);
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            correct(example, candidates_[i].hash,
                    candidates_[i].chance - (i == 0 ? 1 - held_back : held_back / wrong));
    }

    // The right one first.
    void choose_candidates(const TrainingExample& example, std::uint64_t number) {
        ids_.assign(1, example.case_id);
        ids_.insert(ids_.end(), example.rivals.begin(), example.rivals.end());
        for (std::size_t i = 0; i < settings_.others; ++i) {
            const EntryId other = cases_[scrambled(number * 64 + i + 1) % cases_.size()];
            if (std::find(ids_.begin(), ids_.end(), other) == ids_.end()) ids_.push_back(other);
        }
    }

    void guess(const TrainingExample& example) {
        candidates_.clear();
        float highest = -1e30F;
        for (const EntryId id : ids_) {
            const std::uint32_t hash = case_hash(id);
            float logit = std::log(std::max(1.0F, seen_[id]));
            for (const Feature& feature : example.features)
                logit += feature.value * weights_[slot(feature, hash)];
            candidates_.push_back({hash, logit});
            highest = std::max(highest, logit);
        }
        float sum = 0;
        for (Candidate& each : candidates_) sum += each.chance = std::exp(each.chance - highest);
        for (Candidate& each : candidates_) each.chance /= sum;
    }

    void correct(const TrainingExample& example, std::uint32_t hash, float error) {
        if (std::abs(error) < kSmallestGradient) return;
        const float rate = static_cast<float>(settings_.rate);
        for (const Feature& feature : example.features) {
            const std::size_t place = slot(feature, hash);
            const float gradient = error * example.weight * feature.value;
            squares_[place] += gradient * gradient;
            weights_[place] -= rate * gradient / std::sqrt(squares_[place]);
        }
    }

    std::size_t slot(const Feature& feature, std::uint32_t hash) const {
        return (feature.hash ^ hash) & (slots_ - 1);
    }

    const TrainerSettings& settings_;
    std::vector<TrainingExample> examples_;
    std::size_t slots_;
    FeatureStatistics statistics_;
    std::vector<float> weights_, squares_;
    std::unordered_map<EntryId, float> seen_;  // how much of each case
    std::vector<EntryId> cases_;               // in the order of their first example
    std::vector<EntryId> ids_;
    std::vector<Candidate> candidates_;
};

}  // namespace

LinearModel train_linear_model(std::vector<TrainingExample> examples,
                               const TrainerSettings& settings) {
    if (examples.empty()) return {};
    return Trainer(std::move(examples), settings).run();
}

}  // namespace casebook::search
