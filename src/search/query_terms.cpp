#include "search/query_terms.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace casebook::search {
namespace {

constexpr std::size_t kMostTerms = 40;
constexpr std::size_t kFewPairs = 3;  // up to here single characters help

bool is_wanted(TokenKind kind, std::size_t pairs) {
    return kind != TokenKind::single || pairs <= kFewPairs;
}

}  // namespace

QueryTerms choose_query_terms(std::string_view text, const TermStatistics& statistics) {
    const std::vector<Token> tokens = analyse(text);
    const auto pairs = static_cast<std::size_t>(
        std::count_if(tokens.begin(), tokens.end(),
                      [](const Token& token) { return token.kind != TokenKind::single; }));
    std::map<std::string_view, QueryTerm> distinct;
    for (const Token& token : tokens) {
        if (!is_wanted(token.kind, pairs)) continue;
        const auto [place, added] =
            distinct.try_emplace(token.term, QueryTerm{token.term, token.kind, 0, 0});
        ++place->second.occurrences;
    }
    QueryTerms terms;
    for (auto& [name, term] : distinct) {
        const double found_in = statistics.documents_with(term.term);
        if (found_in == 0) continue;
        term.rarity = std::log((statistics.documents + 1) / found_in);
        terms.push_back(std::move(term));
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const QueryTerm& a, const QueryTerm& b) { return a.rarity > b.rarity; });
    if (terms.size() > kMostTerms) terms.resize(kMostTerms);
    return terms;
}

}  // namespace casebook::search
