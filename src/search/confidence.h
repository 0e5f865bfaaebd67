// How likely it is that a suggested case is about the same matter as the complaint: from 0 to 1, the same scale whatever the library,
// the language and the way of ranking.
//
// Worked out from the two texts alone, with two signs that a person can follow:
//   covered   how much of the complaint is anywhere in the case: its share by rarity and its share by count of words (of no more than
//             the case has), the geometric mean of both, from 0 to 1. A word that no case has is missing by count, a code that no case
//             has by rarity, too: who names a code means that one.
//   telling   ln(1 + the rarity of what the complaint has in common with the case's title and complaint), the rarity of a term that one
//             case alone has counting 1
// and put together by logistic regression. Scores of the ranking are left out on purpose: they change with it, with what was learnt and
// with what the agent chose. Constants and figures: docs/decisions/0013 and `measure_confidence --fit`, which prints them anew.
//
// The scale takes for granted that every second complaint has a precedent.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entry.h"
#include "search/query_terms.h"

namespace casebook::search {

struct ConfidenceSigns {
    double covered = 0;
    double telling = 0;
};

// What was typed, also of it what no case has.
struct AskedWords {
    std::size_t places = 0;            // different words, codes and character pairs
    std::vector<std::string> codes{};  // that name a matter (691); the customer's own numbers are none
};

AskedWords asked_words(std::string_view complaint);

// `documents`: in the index by which the terms' rarity was worked out.
ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 const AskedWords& asked);

double confidence_of(const ConfidenceSigns& signs);

// What reuse has taught about a case and this complaint: LearntScore (learning/learnt_model.h), what of it tells how sure one may be.
struct LearntSigns {
    double confirmed = 0;  // how many people said of these very words that the case solves it
    double trained = 0;    // the linear model's logit
    double dismissed = 0;  // 0 to 1
    std::size_t confirmations = 0;  // of the case
    std::size_t alike = 0;          // of them, for complaints like this one (Confirmed)
};

// The surest of what the words, the model and the confirmations for these very words say; "not this" makes less sure. Two confirmations for
// complaints like this one are enough for "possible", unless as many say "not this". A case that nobody used yet keeps what its words say.
double confidence_of(const ConfidenceSigns& signs, const LearntSigns& learnt);

enum class ConfidenceLevel { likely, possible, unsure };
std::string_view to_text(ConfidenceLevel level);  // likely, possible, unsure

// From these on, by the share of right ones among the first suggestions of the sets: docs/benchmarks.md.
inline constexpr double kLikely = 0.6;
inline constexpr double kPossible = 0.25;

ConfidenceLevel level_of(double confidence);

}  // namespace casebook::search
