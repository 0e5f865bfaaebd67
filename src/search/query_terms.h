// From a complaint to the few terms that are worth searching for, and the trace of each in the words typed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"
#include "search/word_lists.h"

namespace casebook::search {

class Vocabulary;

// Another word for what was typed, as a list has it. It is there only as a whole: a case with 愿意 does not say 不愿意.
struct WholeWord {
    std::string text;   // as the list has it, with what negates it in the complaint
    std::string typed;  // what of the complaint it stands for, as it was typed
    Origin origin;
    TypedTokens parts;  // that are searched for, in their order; where they are in `text`
};
using WholeWords = std::vector<std::shared_ptr<const WholeWord>>;

struct QueryTerm {
    std::string term;
    TokenKind kind;
    std::uint32_t occurrences = 1;  // in the text typed; the opening of a long one counts twice
    double trust = 1;               // how much a match of this kind of term says; scales its weight
    double rarity = 0;              // its inverse document frequency, times trust
    double entries = 0;             // of the index that have it
    Origin origin = Origin::typed;
    std::string typed = {};    // what of the text it was made of, where that is something else
    double typed_entries = 0;  // that have what was typed: another word for it is never rarer
    double own = 1;            // share of it that the other terms do not say anyway (own_share.h)
    WholeWords parts_of = {};  // the words of a list that it stands for, alone or with others
    bool is_seam =
        false;  // the end of one word and the beginning of the next: helps to find, and tells a reader nothing (seams.h)
};

using QueryTerms = std::vector<QueryTerm>;  // the most telling first

// What an entry's score gets for one unit of the term's impact (word_scores.h).
double weight_of(const QueryTerm& term);

// Whether an entry that has the term but none of those words whole has it by chance: 愿意 for 不愿意. Of English words each says
// something by itself (docs/decisions/0019).
bool counts_as_a_part_only(const QueryTerm& term);

// What the index knows of its terms.
struct TermStatistics {
    double documents;
    std::function<double(const std::string& term)> documents_with;
};

// What helps to understand a text; all of it may be missing.
struct LanguageAids {
    const WordLists* words = nullptr;
    std::function<std::shared_ptr<const Vocabulary>()> vocabulary = {};  // may give none
    // The index's codes that begin so, at most `limit`.
    std::function<std::vector<std::string>(const std::string& beginning, std::size_t limit)>
        terms_beginning_with = {};
};

// A complaint is cut to this many characters before anything else; more adds time and no precision.
inline constexpr std::size_t kLongestComplaint = 5000;

// The most telling terms of the text that the index has; none when it holds nothing searchable. Every choice here was measured on
// the development sets (docs/decisions/0002).
QueryTerms choose_query_terms(std::string_view text, const TermStatistics& statistics,
                              const LanguageAids& aids = {});

// The same of the complaint's own words, none of what they may be read as, which so take no place among them. `words`: for the stock
// phrases; may be missing.
QueryTerms choose_typed_terms(std::string_view text, const TermStatistics& statistics,
                              const WordLists* words);

// Whether the text holds a word, a code or two Chinese characters in a row beside the stock phrases.
bool says_something(std::string_view text, const WordLists* words);

}  // namespace casebook::search
