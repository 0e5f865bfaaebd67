// Which of a text's words made it a precedent, and the passage to show. Works on the text itself, so it marks exactly
// what a person wrote, in any script and any width.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

// Half-open byte range of the text.
struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    double rarity = 0;  // summed over the terms that it covers
};

// What of a query stands in the texts of one entry, each once.
struct Seen {
    struct Term {
        const QueryTerm* term;
        std::string written;  // as it stands in the entry
    };
    std::vector<Term> terms;              // seams too
    std::vector<const WholeWord*> words;  // of lists, whole and not negated
    std::vector<std::pair<const QueryTerm*, const QueryTerm*>>
        overlapping;  // 宽带, 带掉: each is the next
};

// Finds the terms of one query in any number of texts. Thread-safe once made.
class Matcher {
  public:
    // Keeps views of the terms: they must live as long as this. Single characters help to find, but to mark each 的 would tell a
    // reader nothing: they are left out where the query has anything longer. So are seams (seams.h), and a word of a list is found as a
    // whole only.
    explicit Matcher(const QueryTerms& terms);

    // Nothing was searched for by words: nothing will match.
    bool is_empty() const { return terms_.empty(); }

    // What query terms cover in the text, merged where it touches, in order.
    std::vector<Match> matches_in(std::string_view text) const;

    // The same, and adds what stands in the text to `seen`.
    std::vector<Match> matches_in(std::string_view text, Seen& seen) const;

  private:
    struct Part {
        std::size_t word;   // of words_
        std::size_t place;  // in that word
    };
    struct Known {
        const QueryTerm* term = nullptr;  // none: a part of a word, which is not searched for
        bool is_marked = false;           // by itself
        std::vector<Part> parts;
    };
    class Reading;

    void add_words_of(const QueryTerm& term);
    std::vector<Match> read(std::string_view text, Seen* seen) const;
    // Nearly every word of a text is none of the query's: a few bits of each term tell most of them at once.
    static std::size_t bit_of(std::string_view term);

    std::unordered_map<std::string_view, Known> terms_;
    std::vector<const WholeWord*> words_;  // of several parts
    std::vector<double> rarities_;         // of them
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
