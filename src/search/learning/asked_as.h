// "Asked as": the words with which customers asked for what a case solved, weighed as one more text field of the case (BM25).
//
// An inverted index over cases that have events: term -> (case, weighted count). All sums are of whole numbers, so adding and taking away
// in any order end in the same state.
//
//     share(term, case) = tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length))
//     score(case)       = sum over terms of rarity x 2 occurrences / (1 + occurrences) x share
//
// which are the units of the search's own scores (impact.h, a share of 1 for kImpactOfAShare of them; Xapian's formula with k3 = 1). It depends on the
// complaint and on the case's own past complaints only, never on how often other cases are used. Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

struct Likeness {
    std::int64_t id = 0;
    double score = 0;
    double value = 0;  // the score's part of the highest that these terms can give: from 0 to 1
};

// The words of a text that say most, rarity by the cases that were asked with them.
QueryTerms telling_terms(std::string_view text, TermStatistics asked);

class AskedAs {
  public:
    // k1: the larger, the more it counts that a word was said often. b: how much is taken off for much having been said.
    struct Shape {
        double k1 = 1.2;
        double b = 0.75;
    };

    AskedAs() = default;
    explicit AskedAs(Shape shape) : shape_(shape) {}

    // `id`: of the case (or of whatever else words are kept of). `weight` in 1/kWeightUnit; a negative one takes away what was added before.
    // Requires: not more than was added.
    void add(std::int64_t id, std::string_view text, std::int32_t weight);

    // The `most` cases that are most like it, best first; those without a common word are left out.
    std::vector<Likeness> most_like(const QueryTerms& terms, std::size_t most) const;
    std::vector<Likeness> most_like(std::string_view text, std::size_t most) const;

    // In how many cases a term was asked with.
    double cases_with(std::string_view term) const;

    std::size_t cases() const { return cases_with_words_; }
    std::size_t memory_bytes() const;

  private:
    using CaseNumber = std::uint32_t;  // in the order in which they came

    struct Posting {
        CaseNumber number;
        std::int32_t count;  // occurrences x weight
    };
    using Postings = std::vector<Posting>;  // by number

    struct Sum;
    CaseNumber number_of(std::int64_t id);
    const Postings* find(std::string_view term) const;
    void add_term(Sum& sum, const Postings& postings, double weight) const;
    std::vector<Likeness> best_of(Sum& sum, std::size_t most, double highest) const;

    void add_count(std::uint64_t term, CaseNumber number, std::int64_t count);
    void add_length(CaseNumber number, std::int64_t length);

    std::unordered_map<std::uint64_t, Postings> postings_;  // by the term's hash
    Shape shape_;
    std::unordered_map<std::int64_t, CaseNumber> numbers_;
    std::vector<std::int64_t> ids_;      // by number
    std::vector<std::int64_t> lengths_;  // by number: tokens x weight
    std::int64_t total_length_ = 0;
    std::size_t cases_with_words_ = 0;
};

}  // namespace casebook::search
