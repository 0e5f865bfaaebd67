#include "search/query_expansion.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr double kTrustOfSynonym = 0.5;
constexpr double kTrustOfRegion = 0.4;
constexpr std::size_t kMostExpansions = 24;  // terms; beside the typed ones

double trust_of(Origin origin) {
    return origin == Origin::region ? kTrustOfRegion : kTrustOfSynonym;
}

// Gathers the terms of other words, and leaves out what was typed itself.
class Expansion {
  public:
    explicit Expansion(const TypedTokens& tokens) {
        for (const TypedToken& token : tokens) typed_.insert(token.term);
    }

    void add_word(const OtherWord& word, const std::string& typed) {
        const TypedTokens tokens = tokens_of(word.text);
        for (const TypedToken& token : tokens) {
            const bool lone = tokens.size() == 1 && token.kind == TokenKind::lone_character;
            if (token.kind != TokenKind::character && (lone || counts_for_length(token.kind)))
                add({token.term, token.kind, 1, trust_of(word.origin), 0, word.origin, typed});
        }
    }

    void add(QueryTerm term) {
        if (typed_.contains(term.term)) return;
        const auto [place, is_new] = place_.try_emplace(term.term, terms_.size());
        if (is_new)
            terms_.push_back(std::move(term));
        else if (terms_[place->second].trust < term.trust)
            terms_[place->second] = std::move(term);
    }

    QueryTerms take() { return std::move(terms_); }

  private:
    std::unordered_set<std::string> typed_;
    std::unordered_map<std::string, std::size_t> place_;
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

}  // namespace

QueryTerms expand(std::string_view text, const TypedTokens& tokens,
                  const TermStatistics& statistics, const LanguageAids& aids) {
    Expansion expansion(tokens);
    if (aids.words != nullptr) {
        const TypedTokens units = units_of(tokens);
        for (const WordLists::Other& other : aids.words->others_in(units))
            for (const OtherWord& word : *other.words)
                expansion.add_word(word, typed_text(units, other.first, other.last));
    }
    for (QueryTerm& term : respell(text, tokens, statistics, aids)) expansion.add(std::move(term));
    QueryTerms terms = expansion.take();
    if (terms.size() > kMostExpansions) terms.resize(kMostExpansions);
    return terms;
}

}  // namespace casebook::search
