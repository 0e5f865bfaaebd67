#include "search/suggest_documents.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "search/facets.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/rerank.h"
#include "search/search_documents.h"
#include "search/word_scores.h"

namespace casebook::search {
namespace {

TermStatistics statistics_of(const Xapian::Database& database) {
    return {static_cast<double>(database.get_doccount()), [&database](const std::string& term) {
                return static_cast<double>(database.get_termfreq(term));
            }};
}

// A category or product that the agent chose counts as much as the most telling word would in a complaint.
std::vector<Bonus> bonuses_of(const SuggestQuery& query, const QueryTerms& terms) {
    constexpr double kImpactOfAWord = 32;
    const double strongest =
        std::max_element(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
            return a.rarity < b.rarity;
        })->rarity;
    std::vector<Bonus> bonuses;
    if (!query.category.empty())
        bonuses.push_back({exact_term("category", query.category), strongest * kImpactOfAWord});
    if (!query.product.empty())
        bonuses.push_back({exact_term("product", query.product), strongest * kImpactOfAWord});
    return bonuses;
}

WordQuery word_query(const SuggestQuery& query, const QueryTerms& terms) {
    std::vector<std::string> left_out{std::string(kHiddenTerm)};
    if (query.leave_out) left_out.push_back(id_term(*query.leave_out));
    return {terms, std::move(left_out), bonuses_of(query, terms)};
}

// How narrow each category is, asked of the index once each.
class Narrowness {
  public:
    explicit Narrowness(const Xapian::Database& database) : database_(database) {}

    double of(const std::string& category) {
        const auto [known, is_new] = known_.try_emplace(category, 0);
        if (is_new && !category.empty())
            known->second = narrowness(database_.get_termfreq(exact_term("category", category)),
                                       database_.get_doccount());
        return known->second;
    }

  private:
    const Xapian::Database& database_;
    std::unordered_map<std::string, double> known_;
};

// What the second look needs: a value slot each, no document. They are read in the order of the index, which is the cheapest.
Candidates with_categories(const Xapian::Database& database,
                           const std::vector<ScoredDocument>& best) {
    std::vector<std::size_t> in_index_order(best.size());
    std::iota(in_index_order.begin(), in_index_order.end(), std::size_t{0});
    std::sort(in_index_order.begin(), in_index_order.end(),
              [&](std::size_t a, std::size_t b) { return best[a].document < best[b].document; });
    Candidates candidates(best.size());
    Narrowness narrowness(database);
    auto facets = database.valuestream_begin(kFacetSlot);
    const auto end = database.valuestream_end(kFacetSlot);
    for (const std::size_t i : in_index_order) {
        candidates[i].document = best[i].document;
        candidates[i].score = best[i].score;
        if (facets != end) facets.skip_to(best[i].document);
        if (facets == end || facets.get_docid() != best[i].document) continue;
        candidates[i].category = category_in(*facets);
        candidates[i].narrowness = narrowness.of(candidates[i].category);
    }
    return candidates;
}

Result<std::vector<Precedent>> decode_all(const Xapian::Database& database,
                                          const Candidates& candidates) {
    std::vector<Precedent> found;
    for (const Candidate& candidate : candidates) {
        auto stored = decode(database.get_document(candidate.document).get_data());
        if (!stored) return stored.error();
        found.push_back({std::move(*stored), candidate.score, candidate.agreement});
    }
    return found;
}

}  // namespace

Result<Precedents> suggest_in(const Xapian::Database& database, const SuggestQuery& query) {
    const std::string_view text = first_characters(query.text, kLongestComplaint);
    Precedents result{{}, choose_query_terms(text, statistics_of(database))};
    if (result.terms.empty()) return result;
    Candidates candidates =
        with_categories(database, best_by_words(database, word_query(query, result.terms),
                                                std::max(query.limit, kMostReranked)));
    rerank(candidates);
    if (candidates.size() > query.limit) candidates.resize(query.limit);
    auto found = decode_all(database, candidates);
    if (!found) return found.error();
    result.found = std::move(*found);
    return result;
}

}  // namespace casebook::search
