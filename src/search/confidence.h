// How likely it is that a suggested case is about the same matter as the complaint: from 0 to 1, the same scale whatever the library,
// the language and the way of ranking.
//
// Worked out from the two texts alone, with three signs that a person can follow:
//   common    how much of the complaint is in the case's title and complaint (by rarity), and how much of that is in the complaint (by
//             count, of no more words than the complaint has): the geometric mean of the two shares, from 0 to 1
//   telling   ln(1 + the rarity of the terms that both have), the rarity of a term that one case alone has counting 1
//   asked     ln(1 + the places of the complaint, at most 48): a long one shares something with everything
// and put together by logistic regression. Scores of the ranking are left out on purpose: they are comparable within one answer only,
// and margins between neighbours told nothing where several cases fit. Constants and figures: docs/decisions/0013 and
// `measure_confidence --fit`, which prints them anew.
//
// The scale takes for granted that every second complaint has a precedent.
#pragma once

#include <optional>
#include <string_view>

#include "domain/entry.h"
#include "search/query_terms.h"

namespace casebook::search {

struct ConfidenceSigns {
    double common = 0;
    double telling = 0;
    double asked = 0;
};

// How many different words, codes and character pairs a complaint has, also those that no case has.
std::size_t places_in(std::string_view complaint);

// `documents`: in the index by which the terms' rarity was worked out; `places`: of the complaint.
ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 std::size_t places);

double confidence_of(const ConfidenceSigns& signs);

// What reuse has taught about a case and this complaint: LearntScore (learning/learnt_model.h), what of it tells how sure one may be.
struct LearntSigns {
    double trained = 0;             // the linear model's logit
    double dismissed = 0;           // 0 to 1
    std::size_t confirmations = 0;  // of the case
};

// Experience makes surer than the words alone, and "not this" less sure; a case that nobody used yet keeps what its words say.
double confidence_of(const ConfidenceSigns& signs, const LearntSigns& learnt);

enum class ConfidenceLevel { likely, possible, unsure };
std::string_view to_text(ConfidenceLevel level);  // likely, possible, unsure

// From these on, by the share of right ones among the first suggestions of the sets: docs/benchmarks.md.
inline constexpr double kLikely = 0.6;
inline constexpr double kPossible = 0.25;

ConfidenceLevel level_of(double confidence);

}  // namespace casebook::search
