// Focus: of two cases that have the same words of a complaint, the one that tells of little else fits better.
//
//     share = words of the complaint that the case has / words that its title and complaint have, 1 at most
//     focus(case) = (0.15 + share) ^ 0.3       0.57 for a case that shares next to nothing, 1.04 for one that is nothing else
//
// Words are distinct, as counts_for_length() counts them (a pair of Chinese characters, a stem, a code): a title that is the complaint's
// first line again makes nothing longer.
//
// The impacts (impact.h) weigh a long text's single words less; this weighs what it tells beside all of them. The answer is left out: a
// short question may have a long one. Constants: docs/decisions/0009.
#pragma once

namespace casebook::search {

// A case's score is multiplied by this. `matched`: words of the complaint that the case has; `told`: words of its title and complaint. A
// case that tells nothing has nothing beside the matter.
double focus(unsigned matched, double told);

}  // namespace casebook::search
