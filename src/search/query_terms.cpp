#include "search/query_terms.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include "search/query_expansion.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostTerms = 48;
constexpr double kTrustOfWordPair = 0.1;
constexpr double kTrustOfQuantity = 0.5;     // its parts are searched for, too
constexpr double kCharactersOnlyBelow = 32;  // distinct units
constexpr std::size_t kOpening = 24;         // tokens: a subject line, or the first sentence

bool is_character(TokenKind kind) {
    return kind == TokenKind::character || kind == TokenKind::lone_character;
}

// The shorter the complaint, the more its single characters help; in a long one they only cost time. They say more than its pairs only in
// a question (of two or three characters the pair is the word) to a library of some size: in a small one a character is as rare as a word.
double trust_of_character(double units, double documents) {
    constexpr double kMost = 2.5;
    constexpr double kFades = 20;          // distinct units at which it is half of that
    constexpr double kQuestion = 8;        // distinct units
    constexpr double kSmallLibrary = 500;  // entries
    if (units >= kCharactersOnlyBelow) return 0;
    const double beyond_a_pair = std::max(0.0, kMost * kFades / (kFades + units) - 1);
    return 1 + beyond_a_pair * std::min(1.0, units / kQuestion) * documents /
                   (documents + kSmallLibrary);
}

double trust_of(TokenKind kind, double of_character) {
    if (kind == TokenKind::word_pair) return kTrustOfWordPair;
    if (kind == TokenKind::quantity) return kTrustOfQuantity;
    return is_character(kind) ? of_character : 1;
}

// As Xapian's BM25 has it, so that choosing and ranking agree.
double inverse_document_frequency(double documents, double found_in) {
    const double odds = (documents - found_in + 0.5) / (found_in + 0.5);
    return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

double gain(const QueryTerm& term) {
    return term.rarity * (1 + std::log(term.occurrences));
}

struct Seen {
    TokenKind kind;
    std::uint32_t occurrences = 0;
    bool in_opening = false;
};
using SeenTerms = std::unordered_map<std::string, Seen>;

SeenTerms distinct_terms(const TypedTokens& tokens) {
    SeenTerms distinct;
    std::size_t place = 0;
    for (const TypedToken& token : tokens) {
        Seen& seen = distinct.try_emplace(token.term, Seen{token.kind}).first->second;
        ++seen.occurrences;
        seen.in_opening = seen.in_opening || place < kOpening;
        place += counts_for_length(token.kind) ? 1 : 0;
    }
    return distinct;
}

TypedTokens telling_tokens(std::string_view text, const WordLists* words) {
    TypedTokens tokens = tokens_of(text);
    return words == nullptr ? tokens : words->without_stock_phrases(std::move(tokens));
}

// In a complaint of which not every word is searched, what was said first counts as said once more.
void stress_opening(SeenTerms& terms) {
    for (auto& [term, seen] : terms)
        if (seen.in_opening) ++seen.occurrences;
}

double count_units(const SeenTerms& terms) {
    return static_cast<double>(std::count_if(terms.begin(), terms.end(), [](const auto& entry) {
        return entry.second.kind == TokenKind::bigram || entry.second.kind == TokenKind::word;
    }));
}

// Those that are searched for, sorted by term: looking them up in the index in its own order is the cheapest.
QueryTerms candidates_of(SeenTerms distinct, double units, double documents) {
    const double of_character = trust_of_character(units, documents);
    QueryTerms candidates;
    candidates.reserve(distinct.size());
    while (!distinct.empty()) {
        auto node = distinct.extract(distinct.begin());
        const Seen& seen = node.mapped();
        const double trust = trust_of(seen.kind, of_character);
        const bool stop_word = seen.kind == TokenKind::word && is_stop_word(node.key());
        if (trust > 0 && (!stop_word || units <= 1))
            candidates.push_back({std::move(node.key()), seen.kind, seen.occurrences, trust});
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const QueryTerm& a, const QueryTerm& b) { return a.term < b.term; });
    return candidates;
}

void look_up(QueryTerms& terms, const TermStatistics& statistics) {
    for (QueryTerm& term : terms) term.entries = statistics.documents_with(term.term);
}

// Those that the index has, with their rarity.
QueryTerms telling_ones(QueryTerms terms, double documents) {
    std::erase_if(terms, [](const QueryTerm& term) { return term.entries == 0; });
    for (QueryTerm& term : terms)
        term.rarity = term.trust * inverse_document_frequency(
                                       documents, std::max(term.entries, term.typed_entries));
    return terms;
}

// The best kMostTerms, best first.
void keep_most_telling(QueryTerms& terms) {
    const auto better = [](const QueryTerm& a, const QueryTerm& b) {
        const double gain_a = gain(a);
        const double gain_b = gain(b);
        return gain_a != gain_b ? gain_a > gain_b : a.term < b.term;
    };
    const auto kept =
        terms.begin() + static_cast<std::ptrdiff_t>(std::min(kMostTerms, terms.size()));
    std::partial_sort(terms.begin(), kept, terms.end(), better);
    terms.erase(kept, terms.end());
}

// A text of which the index has nothing but single characters has no precedent: what would be found shares nothing worth the name.
bool says_enough(const QueryTerms& terms) {
    return std::any_of(terms.begin(), terms.end(),
                       [](const QueryTerm& term) { return !is_character(term.kind); });
}

struct TypedQuery {
    TypedTokens tokens;
    QueryTerms terms;  // sorted by term, with the entries that have them
};

TypedQuery typed_query(std::string_view text, const TermStatistics& statistics,
                       const WordLists* words) {
    TypedQuery query{telling_tokens(text, words), {}};
    SeenTerms distinct = distinct_terms(query.tokens);
    const double units = count_units(distinct);
    if (units > kMostTerms) stress_opening(distinct);
    query.terms = candidates_of(std::move(distinct), units, statistics.documents);
    look_up(query.terms, statistics);
    return query;
}

QueryTerms most_telling(QueryTerms terms) {
    if (!says_enough(terms)) return {};
    keep_most_telling(terms);
    return terms;
}

}  // namespace

double weight_of(const QueryTerm& term) {
    const double f = term.occurrences;
    return term.own * term.rarity * 2 * f / (1 + f);
}

bool counts_as_a_part_only(const QueryTerm& term) {
    return term.kind == TokenKind::bigram && !term.parts_of.empty() &&
           std::ranges::none_of(term.parts_of,
                                [](const auto& word) { return word->parts.size() == 1; });
}

QueryTerms choose_query_terms(std::string_view text, const TermStatistics& statistics,
                              const LanguageAids& aids) {
    TypedQuery typed = typed_query(text, statistics, aids.words);
    QueryTerms others = expand({text, typed.tokens, typed.terms}, statistics, aids);
    look_up(others, statistics);
    QueryTerms terms = telling_ones(std::move(typed.terms), statistics.documents);
    std::ranges::move(telling_ones(std::move(others), statistics.documents),
                      std::back_inserter(terms));
    return most_telling(std::move(terms));
}

QueryTerms choose_typed_terms(std::string_view text, const TermStatistics& statistics,
                              const WordLists* words) {
    TypedQuery typed = typed_query(text, statistics, words);
    return most_telling(telling_ones(std::move(typed.terms), statistics.documents));
}

bool says_something(std::string_view text, const WordLists* words) {
    const TypedTokens tokens = telling_tokens(text, words);
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const TypedToken& token) { return !is_character(token.kind); });
}

}  // namespace casebook::search
