// The second look at the best of what was retrieved: a case rises with the category that the best matches agree on.
//
// One complaint's words are few; those of the best matches' whole category are many. Each candidate that has a category votes for it:
//
//     vote = (score / best score) ^ 8                      so that near misses count and the long tail does not
//     share(category) = votes for it / votes for any
//     filed = votes for any / votes, counting those of candidates without a category
//     narrowness(category) = ln(N / n) / ln N              n of the library's N entries have it: one that all have says nothing
//     new score = score + best score * filed * share * narrowness
//
// So a few filed cases among many unfiled ones do not pass them for being filed. A candidate without a category gets its own vote times the
// mean of what the others get, weighted by their votes: that nobody filed it is nothing against it where it is among the best, and
// nothing for it where it is not. Constants: docs/decisions/0009.
#pragma once

#include <cstddef>

#include "search/candidate.h"

namespace casebook::search {

// How many of the best are looked at again.
inline constexpr std::size_t kMostReranked = 50;

// `entries` of the library's `all` have the category. 0 (says nothing) to 1 (one entry's own).
double narrowness(double entries, double all);

// Fills in the agreement, raises the scores and puts the candidates into their new order. Pure; equals keep their order.
void rerank(Candidates& candidates);

}  // namespace casebook::search
