// Which of a text's words made it a precedent, and the passage to show. Works on the text itself, so it marks exactly
// what a person wrote, in any script and any width.
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

// Half-open byte range of the text.
struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    double rarity = 0;  // summed over the terms that it covers
};

// Finds the terms of one query in any number of texts. Thread-safe once made.
class Matcher {
  public:
    // Keeps views of the terms: they must live as long as this. Single characters help to find, but to mark each 的 would tell a
    // reader nothing: they are left out where the query has anything longer.
    explicit Matcher(const QueryTerms& terms);

    // Nothing was searched for by words: nothing will match.
    bool is_empty() const { return rarity_.empty(); }

    // What query terms cover in the text, merged where it touches, in order.
    std::vector<Match> matches_in(std::string_view text) const;

  private:
    // Nearly every word of a text is none of the query's: a few bits of each term tell most of them at once.
    static std::size_t bit_of(std::string_view term);

    std::unordered_map<std::string_view, double> rarity_;
    std::bitset<4096> bits_;
};

struct Passage {
    std::size_t begin = 0;
    std::size_t end = 0;
    double rarity = 0;  // of the matches that begin inside
};

// The stretch of at most `characters` characters that holds the most; it begins at the start of a clause where one is near.
Passage best_passage(std::string_view text, const std::vector<Match>& matches,
                     std::size_t characters);

}  // namespace casebook::search
