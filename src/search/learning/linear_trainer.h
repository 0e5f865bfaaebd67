// Trains the linear model: softmax regression of each complaint's case against its hardest rivals and some others, by AdaGrad, in the order
// given, always the same number of passes. The same examples give the same weights, bit by bit.
//
// Class priors are off: a case's frequency is added to its logit while training (Menon et al. 2021, "logit adjustment") and left out when
// scoring, so that a case does not rank high for being used often. Time: about passes x examples x (rivals + others) x features.
#pragma once

#include <vector>

#include "search/learning/linear_model.h"

namespace casebook::search {

struct TrainingExample {
    EntryId case_id = 0;
    float weight = 1;             // 1: a full confirmation
    Features features;            // as of features_of()
    std::vector<EntryId> rivals;  // the wrong cases that look most right, hardest first
};

struct TrainerSettings {
    std::size_t passes = 5;
    std::size_t others = 20;  // wrong cases drawn by a fixed rule, another draw each pass
    double rate = 1;
    double held_back = 0.05;  // chance left to the wrong cases: no lesson is learnt too surely
    double damping = 1;       // of AdaGrad: the larger, the slower the first steps
    std::size_t slots_an_example = 2048;
    std::size_t fewest_slots = 1U << 16;
    std::size_t most_slots = 1U << 23;  // 16 MB when trained, 64 MB while training
};

LinearModel train_linear_model(std::vector<TrainingExample> examples,
                               const TrainerSettings& settings = {});

}  // namespace casebook::search
