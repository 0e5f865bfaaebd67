// How much two texts have in common, when one may be an edited, shortened, reordered or mistyped copy of the other.
//
// A text is the set of its terms (analysis.h: character pairs, English stems, codes), each weighing what it is rare by among the
// entries. The likeness of two texts is the weight of the terms that both have over that of the lighter one, so that a shortened
// copy is as like as a whole one; a text lighter than a third of the other is measured against that third, or every note of three
// words would be a copy of a long letter. From 0 to 1.
//
// Chosen among containment, cosine and Jaccard over character pairs, triples and terms, with and without rarity, on planted copies
// (docs/benchmarks.md, Near-duplicates).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "search/query_terms.h"

namespace casebook::search {

struct WeighedText {
    std::unordered_map<std::string, double> weights;  // by term
    double weight = 0;                                // their sum
};

// Weighs texts by one index's statistics; keeps what it looked up. Not thread-safe.
class TextScale {
  public:
    explicit TextScale(TermStatistics statistics) : statistics_(std::move(statistics)) {}

    WeighedText weigh(std::string_view text);

  private:
    double rarity_of(const std::string& term);

    TermStatistics statistics_;
    std::unordered_map<std::string, double> rarities_;
};

double likeness(const WeighedText& a, const WeighedText& b);

}  // namespace casebook::search
