#include "search/rerank.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace casebook::search {
namespace {

constexpr double kVoteSharpness = 8;
constexpr double kAgreementWeight = 1;  // of the best score, for a category that all agree on

double vote_of(const Candidate& candidate, double best) {
    return std::pow(candidate.score / best, kVoteSharpness);
}

double best_score(const Candidates& candidates) {
    double best = 0;
    for (const Candidate& candidate : candidates) best = std::max(best, candidate.score);
    return best;
}

// Gives each its share of the votes; false when nobody voted.
bool count_votes(Candidates& candidates, double best) {
    std::unordered_map<std::string_view, double> votes;
    double all = 0;
    for (const Candidate& candidate : candidates) {
        if (candidate.category.empty()) continue;
        votes[candidate.category] += vote_of(candidate, best);
        all += vote_of(candidate, best);
    }
    if (all <= 0) return false;
    for (Candidate& candidate : candidates)
        if (!candidate.category.empty()) candidate.agreement = votes[candidate.category] / all;
    return true;
}

double rise_of(const Candidate& candidate) {
    return candidate.agreement * candidate.narrowness;
}

double mean_rise(const Candidates& candidates, double best) {
    double rises = 0;
    double votes = 0;
    for (const Candidate& candidate : candidates) {
        if (candidate.category.empty()) continue;
        rises += vote_of(candidate, best) * rise_of(candidate);
        votes += vote_of(candidate, best);
    }
    return rises / votes;
}

}  // namespace

double narrowness(double entries, double all) {
    if (all <= 1 || entries < 1) return 0;
    return std::clamp(std::log(all / entries) / std::log(all), 0.0, 1.0);
}

void rerank(Candidates& candidates) {
    const double best = best_score(candidates);
    if (best <= 0 || !count_votes(candidates, best)) return;
    const double unfiled = mean_rise(candidates, best);
    for (Candidate& candidate : candidates) {
        candidate.raised =
            kAgreementWeight * best * (candidate.category.empty() ? unfiled : rise_of(candidate));
        candidate.score += candidate.raised;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace casebook::search
