#include "search/suggest_documents.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "search/impact.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/search_documents.h"

namespace casebook::search {
namespace {

// A term is as frequent as it is in the cases or in what customers asked for them with, whichever is more: so words that no case has but
// customers use are known, too.
TermStatistics statistics_of(const Xapian::Database& database, const LearntModel* learnt) {
    return {static_cast<double>(database.get_doccount()),
            [&database, learnt](const std::string& term) {
                const auto in_cases = static_cast<double>(database.get_termfreq(term));
                return learnt == nullptr ? in_cases
                                         : std::max(in_cases, learnt->cases_asked_with(term));
            }};
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

// What the learnt model looks at: the best by words, and as many that only it knows.
constexpr std::size_t kCandidates = 100;
constexpr std::size_t kLearntCandidates = 64;

struct Candidate {
    Xapian::docid document = 0;
    EntryId case_id = 0;
    double by_words = 0;
    double score = 0;
    LearntScore learnt;
};

EntryId id_of(const Xapian::Document& document) {
    return static_cast<EntryId>(Xapian::sortable_unserialise(document.get_value(kIdSlot)));
}

std::vector<Candidate> candidates_of(const Xapian::MSet& matches) {
    std::vector<Candidate> candidates;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        candidates.push_back(
            {*match, id_of(match.get_document()), match.get_weight(), match.get_weight(), {}});
    return candidates;
}

class Suggesting {
  public:
    Suggesting(const Xapian::Database& database, const SuggestQuery& query, const QueryTerms& terms)
        : enquire_(database), query_(query) {
        enquire_.set_weighting_scheme(weighting());
        wanted_ = any_of(terms);
        wanted_ = boosted(wanted_, "category", query.category, terms);
        wanted_ = boosted(wanted_, "product", query.product, terms);
    }

    std::vector<Candidate> by_words(std::size_t most) { return best(wanted_, most); }

    // These cases, those of them that may be suggested, whatever words they have.
    std::vector<Candidate> by_id(const std::vector<EntryId>& ids) {
        if (ids.empty()) return {};
        std::vector<Xapian::Query> each;
        for (const EntryId id : ids) each.emplace_back(id_term(id));
        const Xapian::Query any(Xapian::Query::OP_OR, each.begin(), each.end());
        const Xapian::Query unweighted(Xapian::Query::OP_SCALE_WEIGHT, any, 0);
        return best({Xapian::Query::OP_AND_MAYBE, unweighted, wanted_}, ids.size());
    }

  private:
    std::vector<Candidate> best(const Xapian::Query& wanted, std::size_t most) {
        enquire_.set_query({Xapian::Query::OP_AND_NOT, wanted, not_to_be_suggested(query_)});
        return candidates_of(enquire_.get_mset(0, static_cast<Xapian::doccount>(most)));
    }

    Xapian::Enquire enquire_;
    const SuggestQuery& query_;
    Xapian::Query wanted_;
};

LearntScore learnt_of(EntryId id, const std::vector<LearntScore>& learnt) {
    const auto found = std::lower_bound(
        learnt.begin(), learnt.end(), id,
        [](const LearntScore& each, EntryId wanted) { return each.case_id < wanted; });
    return found != learnt.end() && found->case_id == id ? *found : LearntScore{id};
}

// The formula of learnt_model.h, times "the highest of these": scores stay in the search's own units.
void blend(std::vector<Candidate>& candidates, const std::vector<LearntScore>& learnt) {
    double highest = 0;
    for (Candidate& candidate : candidates) {
        candidate.learnt = learnt_of(candidate.case_id, learnt);
        candidate.score =
            candidate.by_words + kAskedAs * kImpactOfAShare * candidate.learnt.asked_as;
        highest = std::max(highest, candidate.score);
    }
    for (Candidate& candidate : candidates)
        candidate.score += highest * (kTrained * candidate.learnt.trained -
                                      kDismissed * candidate.learnt.dismissed);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

std::vector<EntryId> ids_of(const std::vector<Candidate>& candidates) {
    std::vector<EntryId> ids;
    for (const Candidate& candidate : candidates) ids.push_back(candidate.case_id);
    return ids;
}

// Adds the cases that only the model knows, and ranks all by both.
void add_what_was_learnt(Suggesting& suggesting, const SuggestQuery& query, const QueryTerms& terms,
                         std::vector<Candidate>& candidates) {
    std::vector<EntryId> known = ids_of(candidates);
    const auto learnt = query.learnt->scores(query.text, terms, known, kLearntCandidates);
    std::sort(known.begin(), known.end());
    std::vector<EntryId> unknown;
    for (const LearntScore& score : learnt)
        if (score.asked_as > 0 && !std::binary_search(known.begin(), known.end(), score.case_id))
            unknown.push_back(score.case_id);
    const auto added = suggesting.by_id(unknown);
    candidates.insert(candidates.end(), added.begin(), added.end());
    blend(candidates, learnt);
}

Result<std::vector<Precedent>> decoded(const Xapian::Database& database,
                                       const std::vector<Candidate>& candidates,
                                       std::size_t limit) {
    std::vector<Precedent> found;
    for (std::size_t i = 0; i < std::min(limit, candidates.size()); ++i) {
        const Candidate& candidate = candidates[i];
        auto stored = decode(database.get_document(candidate.document).get_data());
        if (!stored) return stored.error();
        found.push_back(
            {std::move(*stored), candidate.score, candidate.by_words, candidate.learnt});
    }
    return found;
}

}  // namespace

Result<Precedents> suggest_in(const Xapian::Database& database, const SuggestQuery& query) {
    const std::string_view text = first_characters(query.text, kLongestComplaint);
    const bool learnt = query.learnt != nullptr && !query.learnt->empty();
    Precedents result{
        {}, choose_query_terms(text, statistics_of(database, learnt ? query.learnt : nullptr))};
    if (result.terms.empty()) return result;
    Suggesting suggesting(database, query, result.terms);
    auto candidates =
        suggesting.by_words(learnt ? std::max(kCandidates, query.limit) : query.limit);
    if (learnt) add_what_was_learnt(suggesting, query, result.terms, candidates);
    auto found = decoded(database, candidates, query.limit);
    if (!found) return found.error();
    result.found = std::move(*found);
    return result;
}

}  // namespace casebook::search
