// A case on its way to being suggested: retrieved by words, looked at again (rerank.h), blended with what was learnt (blend.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/entry.h"
#include "search/learning/learnt_model.h"

namespace casebook::search {

struct Candidate {
    std::uint32_t document = 0;  // its number in the index
    double score = 0;            // by words; then the final one
    std::string category;        // empty: none
    double narrowness = 0;       // of the category, 0 to 1
    double agreement = 0;        // share of the best matches' votes that its category has, 0 to 1
    double raised = 0;           // of the score, by that agreement
    EntryId case_id = 0;         // 0: nothing was learnt that could be asked for it
    double by_words = 0;         // the score before what was learnt is added
    LearntScore learnt;          // why it was raised or lowered by that
};

using Candidates = std::vector<Candidate>;  // best first

}  // namespace casebook::search
