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

struct Votes {
    std::unordered_map<std::string_view, double> of_category;
    double of_filed = 0;
    double of_all = 0;
};

Votes votes_of(const Candidates& candidates, double best) {
    Votes votes;
    for (const Candidate& candidate : candidates) {
        const double vote = vote_of(candidate, best);
        votes.of_all += vote;
        if (candidate.category.empty()) continue;
        votes.of_category[candidate.category] += vote;
        votes.of_filed += vote;
    }
    return votes;
}

double rise_of(const Candidate& candidate) {
    return candidate.agreement * candidate.narrowness;
}

double mean_rise(const Candidates& candidates, const Votes& votes, double best) {
    double rises = 0;
    for (const Candidate& candidate : candidates)
        rises += vote_of(candidate, best) * rise_of(candidate);
    return rises / votes.of_filed;
}

}  // namespace

double narrowness(double entries, double all) {
    if (all <= 1 || entries < 1) return 0;
    return std::clamp(std::log(all / entries) / std::log(all), 0.0, 1.0);
}

void rerank(Candidates& candidates) {
    const double best = best_score(candidates);
    if (best <= 0) return;
    const Votes votes = votes_of(candidates, best);
    if (votes.of_filed <= 0) return;
    for (Candidate& candidate : candidates)
        if (!candidate.category.empty())
            candidate.agreement = votes.of_category.at(candidate.category) / votes.of_filed;
    const double unfiled = mean_rise(candidates, votes, best);
    const double weight = kAgreementWeight * best * votes.of_filed / votes.of_all;
    for (Candidate& candidate : candidates) {
        candidate.raised = weight * (candidate.category.empty() ? unfiled * vote_of(candidate, best)
                                                                : rise_of(candidate));
        candidate.score += candidate.raised;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace casebook::search
