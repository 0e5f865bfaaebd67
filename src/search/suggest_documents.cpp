#include "search/suggest_documents.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "search/blend.h"
#include "search/facets.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/rerank.h"
#include "search/search_documents.h"

namespace casebook::search {
namespace {

// What the learnt model looks at: the best by words, and as many that only it knows.
constexpr std::size_t kBlended = 100;
constexpr std::size_t kLearntCandidates = 64;

// A term is as frequent as it is in the cases or in what customers asked for them with, whichever is more: so words that no case has but
// customers use are known, too.
TermStatistics statistics_with(const Xapian::Database& database, const LearntModel* learnt) {
    TermStatistics statistics = statistics_of(database);
    if (learnt == nullptr) return statistics;
    statistics.documents_with = [in_cases = std::move(statistics.documents_with),
                                 learnt](const std::string& term) {
        return std::max(in_cases(term), learnt->cases_asked_with(term));
    };
    return statistics;
}

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

EntryId id_of(const Xapian::Document& document) {
    return static_cast<EntryId>(Xapian::sortable_unserialise(document.get_value(kIdSlot)));
}

// Retrieving candidates for one query, with what the later stages need: value slots, no documents.
class Retrieval {
  public:
    Retrieval(const Xapian::Database& database, const SuggestQuery& query, const QueryTerms& terms)
        : enquire_(database), narrowness_(database), query_(query) {
        enquire_.set_weighting_scheme(weighting());
        wanted_ = any_of(terms);
        wanted_ = boosted(wanted_, "category", query.category, terms);
        wanted_ = boosted(wanted_, "product", query.product, terms);
    }

    Candidates best_by_words(std::size_t most) { return best(wanted_, most); }

    // These cases, those of them that may be suggested, whatever words they have.
    Candidates by_id(const std::vector<EntryId>& ids) {
        if (ids.empty()) return {};
        std::vector<Xapian::Query> each;
        for (const EntryId id : ids) each.emplace_back(id_term(id));
        const Xapian::Query any(Xapian::Query::OP_OR, each.begin(), each.end());
        const Xapian::Query unweighted(Xapian::Query::OP_SCALE_WEIGHT, any, 0);
        return best({Xapian::Query::OP_AND_MAYBE, unweighted, wanted_}, ids.size());
    }

  private:
    Candidates best(const Xapian::Query& wanted, std::size_t most) {
        enquire_.set_query({Xapian::Query::OP_AND_NOT, wanted, not_to_be_suggested(query_)});
        const Xapian::MSet matches = enquire_.get_mset(0, static_cast<Xapian::doccount>(most));
        Candidates candidates;
        for (auto match = matches.begin(); match != matches.end(); ++match)
            candidates.push_back(candidate_of(*match, match.get_weight(), match.get_document()));
        return candidates;
    }

    Candidate candidate_of(Xapian::docid number, double score, const Xapian::Document& document) {
        const std::string facets = document.get_value(kFacetSlot);
        Candidate candidate;
        candidate.document = number;
        candidate.score = score;
        candidate.category = category_in(facets);
        candidate.narrowness = narrowness_.of(candidate.category);
        if (query_.learnt != nullptr) candidate.case_id = id_of(document);
        return candidate;
    }

    Xapian::Enquire enquire_;
    Narrowness narrowness_;
    const SuggestQuery& query_;
    Xapian::Query wanted_;
};

std::vector<EntryId> ids_of(const Candidates& candidates) {
    std::vector<EntryId> ids;
    for (const Candidate& candidate : candidates) ids.push_back(candidate.case_id);
    return ids;
}

// Adds the cases that only the model knows, and ranks all by both.
void add_what_was_learnt(Retrieval& retrieval, const SuggestQuery& query, const QueryTerms& terms,
                         Candidates& candidates) {
    std::vector<EntryId> known = ids_of(candidates);
    const auto learnt = query.learnt->scores(query.text, terms, known, kLearntCandidates);
    std::sort(known.begin(), known.end());
    std::vector<EntryId> unknown;
    for (const LearntScore& score : learnt)
        if (score.asked_as > 0 && !std::binary_search(known.begin(), known.end(), score.case_id))
            unknown.push_back(score.case_id);
    const Candidates added = retrieval.by_id(unknown);
    candidates.insert(candidates.end(), added.begin(), added.end());
    blend(candidates, learnt);
}

Result<std::vector<Precedent>> decode_all(const Xapian::Database& database,
                                          const Candidates& candidates) {
    std::vector<Precedent> found;
    for (const Candidate& candidate : candidates) {
        auto stored = decode(database.get_document(candidate.document).get_data());
        if (!stored) return stored.error();
        found.push_back({std::move(*stored), candidate.score, candidate.agreement,
                         candidate.by_words, candidate.learnt});
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
    const bool learnt = query.learnt != nullptr && !query.learnt->empty();
    Precedents result{
        {},
        choose_query_terms(text, statistics_with(database, learnt ? query.learnt : nullptr)),
        static_cast<double>(database.get_doccount())};
    if (result.terms.empty()) return result;
    Retrieval retrieval(database, query, result.terms);
    Candidates candidates =
        retrieval.best_by_words(std::max(query.limit, learnt ? kBlended : kMostReranked));
    rerank(candidates);
    if (learnt) add_what_was_learnt(retrieval, query, result.terms, candidates);
    if (candidates.size() > query.limit) candidates.resize(query.limit);
    auto found = decode_all(database, candidates);
    if (!found) return found.error();
    result.found = std::move(*found);
    return result;
}

}  // namespace casebook::search
