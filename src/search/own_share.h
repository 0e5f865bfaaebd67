// What each word of a complaint says that its other words do not say anyway.
//
// Adding up what words say takes them for independent. Few are: 信用 and 用卡 are pieces of one word, 异地 comes with 投保, flight with delay. A case that
// is about the one matter with three such pieces would win against one that has each of the complaint's matters once.
//
//     P(j | i)   = (cases with both + 1.5 N_j / N) / (N_i + 1.5)            of the N_i cases with i, those that have j, too; smoothed
//     implied(i) = sum over the others j of   (P(j | i) - N_j / N, 0 at least) * min(1, weight j / weight i)
//     own(i)     = 1 / (1 + 0.2 * implied(i)),   all scaled so that the complaint's words together weigh what they did
//
// Asked of typed terms that fewer than 500 entries have: what is common is a part of no word in particular, and its long list would have to
// be read. Constants: docs/decisions/0009.
#pragma once

#include <functional>
#include <string>

#include "search/known_terms.h"
#include "search/query_terms.h"

namespace casebook::search {

using EntriesOf = std::function<SharedEntries(const std::string& term)>;

// Fills in QueryTerm::own. `documents`: entries of the library.
void find_own_shares(QueryTerms& terms, double documents, const EntriesOf& entries_of);

}  // namespace casebook::search
