// Pairs of characters that help to find and tell a reader nothing: the end of one word with the beginning of the next (钱一 of 钱一直), and
// words that say nothing by themselves (都没, 要我). Neither is marked nor named to anybody.
#pragma once

#include <string_view>

#include "search/query_terms.h"

namespace casebook::search {

// Whether it only holds a sentence together: 的, 我们, 一直. `word` is folded.
bool is_function_word(std::string_view word);

// Sets QueryTerm::is_seam of those that were typed. `text`: the complaint.
void find_seams(QueryTerms& terms, std::string_view text);

}  // namespace casebook::search
