#include "search/learning/linear_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace casebook::search {
namespace {

constexpr float kLargestStored = 32767;
constexpr std::size_t kKinds = 3;

}  // namespace

void FeatureStatistics::count(const Features& features) {
    ++complaints_;
    for (const Feature& feature : features) ++counts_[slot(feature.hash)];
}

Features FeatureStatistics::weigh(Features features) const {
    std::array<float, kKinds> squares{};
    for (Feature& feature : features) {
        const auto having = static_cast<float>(counts_[slot(feature.hash)]);
        const auto all = static_cast<float>(complaints_);
        feature.value *= std::sqrt(std::log((1 + all) / (1 + std::min(having, all))) + 1);
        squares[static_cast<std::size_t>(feature.kind)] += feature.value * feature.value;
    }
    for (Feature& feature : features)
        feature.value /= std::sqrt(squares[static_cast<std::size_t>(feature.kind)]);
    return features;
}

std::uint32_t case_hash(EntryId case_id) {
    std::uint64_t hash = (static_cast<std::uint64_t>(case_id) + 1) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9ULL;
    return static_cast<std::uint32_t>(hash >> 32);
}

LinearModel::LinearModel(FeatureStatistics statistics, const std::vector<float>& weights)
    : statistics_(std::move(statistics)), weights_(weights.size()) {
    float largest = 0;
    for (const float weight : weights) largest = std::max(largest, std::abs(weight));
    if (largest == 0) return;
    step_ = largest / kLargestStored;
    std::transform(weights.begin(), weights.end(), weights_.begin(), [this](float weight) {
        return static_cast<std::int16_t>(std::lround(weight / step_));
    });
}

double LinearModel::score(const Features& weighed, EntryId case_id) const {
    const std::uint32_t mask = static_cast<std::uint32_t>(weights_.size() - 1);
    const std::uint32_t hash = case_hash(case_id);
    float sum = 0;
    for (const Feature& feature : weighed)
        sum += feature.value * static_cast<float>(weights_[(feature.hash ^ hash) & mask]);
    return static_cast<double>(sum * step_);
}

}  // namespace casebook::search
