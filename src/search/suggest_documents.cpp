#include "search/suggest_documents.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "search/facets.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/rerank.h"
#include "search/search_documents.h"

namespace casebook::search {
namespace {

Xapian::Query any_of(const QueryTerms& terms) {
    std::vector<Xapian::Query> queries;
    for (const QueryTerm& term : terms) {
        const Xapian::Query query(term.term, term.occurrences);
        queries.push_back(term.trust == 1
                              ? query
                              : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, term.trust));
    }
    return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

// A category or product that the agent chose counts as much as the most telling word would in a complaint.
Xapian::Query boosted(const Xapian::Query& wanted, std::string_view field, const std::string& value,
                      const QueryTerms& terms) {
    if (value.empty()) return wanted;
    constexpr double kImpactOfAWord = 32;
    const double strongest =
        std::max_element(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
            return a.rarity < b.rarity;
        })->rarity;
    auto* everywhere = new Xapian::FixedWeightPostingSource(strongest * kImpactOfAWord);
    const Xapian::Query bonus(everywhere->release());  // Xapian owns it from here on
    return {
        Xapian::Query::OP_AND_MAYBE, wanted,
        Xapian::Query(Xapian::Query::OP_FILTER, bonus, Xapian::Query(exact_term(field, value)))};
}

Xapian::Query not_to_be_suggested(const SuggestQuery& query) {
    const Xapian::Query hidden{std::string(kHiddenTerm)};
    if (!query.leave_out) return hidden;
    return {Xapian::Query::OP_OR, hidden, Xapian::Query(id_term(*query.leave_out))};
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

// The best by their words, with what the second look needs: a value slot each, no document.
Candidates candidates_of(const Xapian::Database& database, const Xapian::Enquire& enquire,
                         std::size_t count) {
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
    Candidates candidates;
    Narrowness narrowness(database);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        const std::string facets = match.get_document().get_value(kFacetSlot);
        Candidate candidate{*match, match.get_weight(), std::string(category_in(facets))};
        candidate.narrowness = narrowness.of(candidate.category);
        candidates.push_back(std::move(candidate));
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

TermStatistics statistics_of(const Xapian::Database& database) {
    return {static_cast<double>(database.get_doccount()), [&database](const std::string& term) {
                return static_cast<double>(database.get_termfreq(term));
            }};
}

Result<Precedents> suggest_in(const Xapian::Database& database, const SuggestQuery& query) {
    const std::string_view text = first_characters(query.text, kLongestComplaint);
    Precedents result{{},
                      choose_query_terms(text, statistics_of(database)),
                      static_cast<double>(database.get_doccount())};
    if (result.terms.empty()) return result;
    Xapian::Query wanted(Xapian::Query::OP_AND_NOT, any_of(result.terms),
                         not_to_be_suggested(query));
    wanted = boosted(wanted, "category", query.category, result.terms);
    wanted = boosted(wanted, "product", query.product, result.terms);
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(weighting());
    enquire.set_query(wanted);
    Candidates candidates = candidates_of(database, enquire, std::max(query.limit, kMostReranked));
    rerank(candidates);
    if (candidates.size() > query.limit) candidates.resize(query.limit);
    auto found = decode_all(database, candidates);
    if (!found) return found.error();
    result.found = std::move(*found);
    return result;
}

}  // namespace casebook::search
