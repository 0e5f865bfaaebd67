#include "search/query_expansion.h"

#include <algorithm>

#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr double kTrustOfSynonym = 0.5;
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

    void add_word(const OtherWord& word, const std::string& typed) {
        for (const TypedToken& token : word.tokens)
            add({token.term, token.kind, 1, trust_of(word.origin), 0, 0, word.origin, typed});
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

void add_other_words(const TypedTokens& tokens, const WordLists& words, Expansion& expansion) {
    const TypedTokens units = units_of(tokens);
    for (const WordLists::Other& other : words.others_in(units))
        for (const OtherWord& word : *other.words)
            expansion.add_word(word, typed_text(units, other.first, other.last));
}

}  // namespace

QueryTerms expand(const TypedText& typed, const TermStatistics& index, const LanguageAids& aids) {
    Expansion expansion(typed.looked_up);
    if (aids.words != nullptr) add_other_words(typed.tokens, *aids.words, expansion);
    const TermStatistics statistics = remembered(typed.looked_up, index);
    for (QueryTerm& term : respell(typed.text, typed.tokens, statistics, aids))
        expansion.add(std::move(term));
    return expansion.take();
}

}  // namespace casebook::search
