// How much of a complaint's words a case has letter by letter: what stems cannot see.
//
// Words of letters are put together (firestick, fire stick), derived (refund, refundable), shortened and mistyped, in a complaint and in
// the cases; and in what tense a customer asks, and whether how or why, is in no stem. So the best by words are looked at again, by pieces of
// their words:
//
//     pieces(word)  = every 4 letters or digits in a row of ^word$, of words of 3 letters and more
//     rarity(word)  = ln(1 + (N - n) / n) * N / (N + 500)           n of the library's N entries have its stem
//     weight(piece) = rarity(word) / sqrt(pieces(word) / 6); a piece of several words has the least of theirs
//     u = f / (l / 60) ^ 0.75                     f times in a case whose title and complaint have l pieces
//     score(case)   = 3 * sum over the complaint's pieces of   weight * 2.2 * u / (1.2 + u)
//
// in the units of word_scores.h, to which it is added. A word that no case has counts like the rarest one: its pieces find what was meant.
// A complaint that is mostly Chinese has none: its words of letters are names. Constants: docs/decisions/0009.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

class WordPieces {
  public:
    WordPieces(std::string_view complaint, const TermStatistics& statistics);

    // Then every score is 0.
    bool empty() const { return pieces_.empty(); }

    double score_of(std::string_view title, std::string_view complaint) const;

  private:
    struct Piece {
        std::uint32_t letters;  // four bytes
        double weight;
    };

    void add(std::string_view word, double rarity);
    void keep_the_least_of_each();
    static std::size_t slot_of(std::uint32_t letters);

    std::vector<Piece> pieces_;  // by their letters
    std::bitset<4096> maybe_;    // by slot: most pieces of a case are none of the complaint's
};

}  // namespace casebook::search
