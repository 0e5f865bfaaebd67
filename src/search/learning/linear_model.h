// The learnt re-ranker: a linear model on hashed features of the complaint, with weights for each case that has events.
//
//     score(complaint, case) = sum over features of value x weight[(feature's hash xor case's hash) mod slots]
//
// All weights of all cases lie in one table of fixed size: memory is bounded whatever is learnt, and a score needs one look-up a feature.
// (The hashing trick, Weinberger et al. 2009.) Values are (1 + ln occurrences) x the root of the inverse document frequency over what was trained on;
// each kind of feature is brought to length 1. A score is a logit: 0 says nothing, 3 is a strong yes. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/entry.h"
#include "search/learning/complaint_features.h"

namespace casebook::search {

// In how many of the trained complaints a feature occurs, in a table of fixed size: features that share a place count together.
class FeatureStatistics {
  public:
    explicit FeatureStatistics(std::size_t slots = 1) : counts_(slots) {}  // a power of two

    void count(const Features& features);
    Features weigh(Features features) const;  // the values as in the head of this file
    std::size_t memory_bytes() const { return counts_.size() * sizeof(std::uint32_t); }

  private:
    std::size_t slot(std::uint32_t hash) const { return hash & (counts_.size() - 1); }

    std::vector<std::uint32_t> counts_;
    std::uint32_t complaints_ = 0;
};

// A case's share of every address.
std::uint32_t case_hash(EntryId case_id);

class LinearModel {
  public:
    LinearModel() = default;  // scores 0 for everything

    // `weights`: a power of two of them. They are kept as multiples of the largest / 32767.
    LinearModel(FeatureStatistics statistics, const std::vector<float>& weights);

    Features weigh(Features features) const { return statistics_.weigh(std::move(features)); }
    double score(const Features& weighed, EntryId case_id) const;
    std::size_t memory_bytes() const {
        return weights_.size() * sizeof(std::int16_t) + statistics_.memory_bytes();
    }
    bool same_weights(const LinearModel& other) const {
        return step_ == other.step_ && weights_ == other.weights_;
    }

  private:
    FeatureStatistics statistics_;
    std::vector<std::int16_t> weights_{0};
    float step_ = 0;
};

}  // namespace casebook::search
