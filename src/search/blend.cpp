#include "search/blend.h"

#include <algorithm>

#include "search/impact.h"

namespace casebook::search {
namespace {

LearntScore learnt_of(EntryId id, const std::vector<LearntScore>& learnt) {
    const auto found = std::lower_bound(
        learnt.begin(), learnt.end(), id,
        [](const LearntScore& each, EntryId wanted) { return each.case_id < wanted; });
    return found != learnt.end() && found->case_id == id ? *found : LearntScore{id};
}

}  // namespace

void blend(Candidates& candidates, const std::vector<LearntScore>& learnt) {
    double highest = 0;
    for (Candidate& candidate : candidates) {
        candidate.learnt = learnt_of(candidate.case_id, learnt);
        candidate.by_words = candidate.score;
        candidate.score += kAskedAs * kImpactOfAShare * candidate.learnt.asked_as;
        highest = std::max(highest, candidate.score);
    }
    for (Candidate& candidate : candidates)
        candidate.score += highest * (kTrained * candidate.learnt.trained -
                                      kDismissed * candidate.learnt.dismissed);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace casebook::search
