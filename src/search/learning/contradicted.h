// Events that others contradict. Now and then somebody confirms the wrong case; its words then speak for a case that they have nothing to
// do with. Each half of the examples is judged by a model of the other half and of the cases' own words: where that is sure of another
// case, the example counts less or not at all. A function of the examples and their order, as training is.
#pragma once

#include <cstddef>
#include <vector>

#include "search/learning/linear_trainer.h"

namespace casebook::search {

// The first `own` examples are the cases' own words: they are judges, and not judged. Time: about that of one training.
void doubt_contradicted(std::vector<TrainingExample>& examples, std::size_t own);

}  // namespace casebook::search
