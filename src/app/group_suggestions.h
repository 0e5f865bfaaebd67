// Cases of the same problem come as one suggestion: the resolution that went best in front, the others as its alternatives.
//
// The same problem: somebody said so (the links), or the complaints are nearly the same text (search/shingles.h). A group stands where
// its best-ranked case stood. Inside, outcomes decide between the cases that have at least kFewestOutcomes of one kind: share solved, then
// satisfaction, then minutes, each where there are so many of it, then the day; these change places among themselves, and all others stay where the ranking had them,
// because one lucky outcome says nothing. A bad example is never in front of its group while the group has anything else.
#pragma once

#include <functional>
#include <vector>

#include "app/suggest_resolutions.h"

namespace casebook::app {

inline constexpr int kFewestOutcomes = 3;

using SameProblemOf = std::function<std::vector<EntryId>(EntryId)>;  // by confirmed links

// `ranked`: best first. The group takes the largest confidence of its members.
std::vector<Suggestion> group_suggestions(std::vector<Suggestion> ranked,
                                          const SameProblemOf& same_problem_of);

}  // namespace casebook::app
