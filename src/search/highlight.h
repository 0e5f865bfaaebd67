// Which of a text's words made it a precedent, and the passage to show. Works on the text itself, so it marks exactly
// what a person wrote, in any script and any width.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

// Half-open byte range of the text.
struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    double rarity = 0;  // summed over the terms that it covers
};

// The passages of `text` that query terms cover, merged where they touch, in order.
std::vector<Match> find_matches(std::string_view text, const QueryTerms& terms);

struct Passage {
    std::size_t begin = 0;
    std::size_t end = 0;
    double rarity = 0;  // of the matches inside
};

// The stretch of at most `characters` characters that holds the most; it begins at the start of a clause where one is near.
Passage best_passage(std::string_view text, const std::vector<Match>& matches,
                     std::size_t characters);

}  // namespace casebook::search
