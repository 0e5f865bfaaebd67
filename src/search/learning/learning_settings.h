// What a desk can set about learning. The defaults were measured: docs/decisions/0011-learning.md.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace casebook::search {

struct LearningSettings {
    // After so long an event counts half, after twice as long a quarter.
    std::chrono::days half_life{365};

    // "Copied" beside "used", which counts 1.
    double weight_of_copied = 0.2;

    // The first so many events of a person on one day count in full; from there on the n-th counts 1/(n - limit + 1), so that nobody alone
    // decides what a desk has learnt.
    std::size_t full_events_a_day = 100;

    // Names behind which there are many people: a bulk import, a program. They are not bounded as one person.
    std::vector<std::string> not_one_person{"cli", "api"};
};

}  // namespace casebook::search
