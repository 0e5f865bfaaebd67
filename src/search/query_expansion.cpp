#include "search/query_expansion.h"

#include <algorithm>

#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr double kTrustOfSynonym = 0.7;
constexpr double kTrustOfRegion = 0.4;
constexpr std::size_t kMostExpansions = 24;  // terms; beside the typed ones

double trust_of(Origin origin) {
    return origin == Origin::region ? kTrustOfRegion : kTrustOfSynonym;
}

// The place of a term among those that are sorted by it, if it is there.
const QueryTerm* find_term(const QueryTerms& sorted, const std::string& term) {
    const auto place = std::lower_bound(
        sorted.begin(), sorted.end(), term,
        [](const QueryTerm& each, const std::string& wanted) { return each.term < wanted; });
    return place != sorted.end() && place->term == term ? &*place : nullptr;
}

// Gathers the terms of other words, and leaves out what was typed itself.
class Expansion {
  public:
    explicit Expansion(const QueryTerms& typed) : typed_(typed) {}

    void add_word(const OtherWord& word, const std::string& typed, double typed_entries) {
        for (const TypedToken& token : word.tokens)
            add({token.term, token.kind, 1, trust_of(word.origin), 0, 0, word.origin, typed,
                 typed_entries});
    }

    void add(QueryTerm term) {
        if (find_term(typed_, term.term) != nullptr) return;
        const auto same = std::find_if(terms_.begin(), terms_.end(), [&](const QueryTerm& other) {
            return other.term == term.term;
        });
        if (same == terms_.end()) {
            if (terms_.size() < kMostExpansions) terms_.push_back(std::move(term));
        } else if (same->trust < term.trust) {
            *same = std::move(term);
        }
    }

    QueryTerms take() { return std::move(terms_); }

  private:
    const QueryTerms& typed_;
    QueryTerms terms_;
};

std::string typed_text(const TypedTokens& units, std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i < last; ++i) {
        const bool apart = i > first && units[i].begin > units[i - 1].end;
        text += (apart ? " " : "") + units[i].term;
    }
    return text;
}

// The index is not asked again for what was looked up.
TermStatistics remembered(const QueryTerms& looked_up, const TermStatistics& index) {
    return {index.documents, [&looked_up, &index](const std::string& term) {
                const QueryTerm* known = find_term(looked_up, term);
                return known != nullptr ? known->entries : index.documents_with(term);
            }};
}

// How many entries have what was typed from `begin` to `end`, as far as its terms tell: as many as have the rarest of them.
double entries_of(const TypedText& typed, std::uint32_t begin, std::uint32_t end) {
    double entries = 0;
    for (const TypedToken& token : typed.tokens) {
        if (token.begin < begin || token.end > end || !counts_for_length(token.kind)) continue;
        const QueryTerm* term = find_term(typed.looked_up, token.term);
        if (term != nullptr && term->entries > 0)
            entries = entries == 0 ? term->entries : std::min(entries, term->entries);
    }
    return entries;
}

void add_other_words(const TypedText& typed, const WordLists& words, Expansion& expansion) {
    const TypedTokens units = units_of(typed.tokens);
    for (const WordLists::Other& other : words.others_in(units)) {
        const std::string text = typed_text(units, other.first, other.last);
        const double entries =
            entries_of(typed, units[other.first].begin, units[other.last - 1].end);
        for (const OtherWord& word : *other.words) expansion.add_word(word, text, entries);
    }
}

}  // namespace

QueryTerms expand(const TypedText& typed, const TermStatistics& index, const LanguageAids& aids) {
    Expansion expansion(typed.looked_up);
    if (aids.words != nullptr) add_other_words(typed, *aids.words, expansion);
    const TermStatistics statistics = remembered(typed.looked_up, index);
    for (QueryTerm& term : respell(typed.text, typed.tokens, statistics, aids))
        expansion.add(std::move(term));
    return expansion.take();
}

}  // namespace casebook::search
