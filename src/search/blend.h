// The last word on the order: what the words say, with what reuse has taught (learning/learnt_model.h has the formula). Scores stay in
// the search's own units.
#pragma once

#include <vector>

#include "search/candidate.h"

namespace casebook::search {

// `learnt` by case id, as LearntModel::scores() gives it. Fills in what was learnt and by_words, and puts the candidates into their new
// order. Pure; equals keep their order.
void blend(Candidates& candidates, const std::vector<LearntScore>& learnt);

}  // namespace casebook::search
