// Which category a complaint is of, guessed from the cases that are like it and from what reuse has taught about them.
//
// Each category among the best matches has two signs:
//   share      the part of the best matches' votes that is for it (rerank.h), over all 50 that were looked at again, 0 to 1
//   asked for  how far one of its cases was confirmed for complaints in these words (LearntScore::likeness), 0 to 1
// and its probability is the logistic function of their weighted sum. The weights are a logistic regression of "the guess is right" over
// cases that were held out of their own library: `measure_categories` in tests/bench prints them anew with its table of accuracy and
// calibration, docs/benchmarks.md.
#pragma once

#include <string>
#include <vector>

namespace casebook::search {

struct Precedent;  // index.h

struct CategoryGuess {
    std::string category;  // a path, a/b/c
    double probability =
        0;  // from 0 to 1 that the complaint is of this category; the sum over all need not be 1
};

struct CategorySigns {
    double share = 0;
    double asked_for = 0;
};

double probability_of(const CategorySigns& signs);

// The categories of the precedents, each once, likeliest first; equals in the order of the precedents. None without categories.
std::vector<CategoryGuess> guess_categories(const std::vector<Precedent>& found);

}  // namespace casebook::search
