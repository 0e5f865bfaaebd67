#include "search/suggest_documents.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "domain/personal_data.h"
#include "search/blend.h"
#include "search/confidence.h"
#include "search/facets.h"
#include "search/focus.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/own_share.h"
#include "search/rerank.h"
#include "search/search_documents.h"
#include "search/word_pieces.h"
#include "search/word_scores.h"

namespace casebook::search {
namespace {

// What the learnt model looks at: the best by words, and as many that only it knows.
constexpr std::size_t kBlended = 100;
constexpr std::size_t kLearntCandidates = 64;

// A term is as frequent as it is in the cases or in what customers asked for them with, whichever is more: so words that no case has but
// customers use are known, too.
TermStatistics statistics_with(const Snapshot& snapshot, const LearntModel* learnt) {
    TermStatistics statistics = snapshot.statistics();
    if (learnt == nullptr) return statistics;
    statistics.documents_with = [in_cases = std::move(statistics.documents_with),
                                 learnt](const std::string& term) {
        return std::max(in_cases(term), learnt->cases_asked_with(term));
    };
    return statistics;
}

// The complaint's own words, none of those that they were read as; words that no case has make it another complaint, too.
QueryTerms typed_terms(std::string_view text, TermStatistics statistics, const WordLists* words) {
    static constexpr double kNever = 0.5;
    statistics.documents_with =
        [known = std::move(statistics.documents_with)](const std::string& term) {
            return std::max(kNever, known(term));
        };
    return choose_typed_terms(text, statistics, words);
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
    explicit Narrowness(TermStatistics statistics) : statistics_(std::move(statistics)) {}

    double of(const std::string& category) {
        const auto [known, is_new] = known_.try_emplace(category, 0);
        if (is_new && !category.empty())
            known->second = narrowness(statistics_.documents_with(exact_term("category", category)),
                                       statistics_.documents);
        return known->second;
    }

  private:
    TermStatistics statistics_;
    std::unordered_map<std::string, double> known_;
};

// One value slot, read in the order of the index.
class SlotReader {
  public:
    SlotReader(const Xapian::Database& database, Xapian::valueno slot)
        : value_(database.valuestream_begin(slot)), end_(database.valuestream_end(slot)) {}

    std::string value_of(Xapian::docid document) {
        if (value_ != end_) value_.skip_to(document);
        return value_ != end_ && value_.get_docid() == document ? *value_ : std::string();
    }

  private:
    Xapian::ValueIterator value_;
    Xapian::ValueIterator end_;
};

// Retrieving candidates for one query, with what the later stages need: value slots, no documents.
class Retrieval {
  public:
    Retrieval(const Snapshot& snapshot, const SuggestQuery& query, const QueryTerms& terms,
              const WordPieces& pieces)
        : snapshot_(snapshot),
          narrowness_(snapshot.statistics()),
          words_(word_query(query, terms)),
          pieces_(pieces),
          asks_for_ids_(query.learnt != nullptr) {}

    Candidates best(std::size_t most) {
        Candidates candidates =
            candidates_of(best_by_words(snapshot_.database(), snapshot_.terms(), words_, most));
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
        return candidates;
    }

    // These cases, those of them that may be suggested, whatever words they have.
    Candidates by_id(const std::vector<EntryId>& ids) {
        std::vector<Xapian::docid> documents;
        for (const EntryId id : ids)
            if (const auto document = snapshot_.document_with(id_term(id)))
                documents.push_back(*document);
        return candidates_of(
            scores_by_words(snapshot_.database(), snapshot_.terms(), words_, std::move(documents)));
    }

  private:
    // The slots are read in the order of the index, which is the cheapest.
    Candidates candidates_of(const std::vector<ScoredDocument>& scored) {
        std::vector<std::size_t> in_index_order(scored.size());
        std::iota(in_index_order.begin(), in_index_order.end(), std::size_t{0});
        std::sort(in_index_order.begin(), in_index_order.end(), [&](std::size_t a, std::size_t b) {
            return scored[a].document < scored[b].document;
        });
        SlotReader facets(snapshot_.database(), kFacetSlot);
        SlotReader ids(snapshot_.database(), kIdSlot);
        SlotReader told(snapshot_.database(), kToldSlot);
        Candidates candidates(scored.size());
        for (const std::size_t i : in_index_order) {
            Candidate& candidate = candidates[i];
            candidate.document = scored[i].document;
            candidate.score =
                scored[i].score * focus(scored[i].matched, Xapian::sortable_unserialise(
                                                               told.value_of(candidate.document)));
            candidate.category = category_in(facets.value_of(candidate.document));
            candidate.narrowness = narrowness_.of(candidate.category);
            if (asks_for_ids_)
                candidate.case_id = static_cast<EntryId>(
                    Xapian::sortable_unserialise(ids.value_of(candidate.document)));
            if (!pieces_.empty()) candidate.score += score_of_pieces(candidate);
        }
        return candidates;
    }

    // That an entry cannot be read is said where it is shown.
    double score_of_pieces(const Candidate& candidate) const {
        const auto stored = snapshot_.entry_of(candidate.document);
        return stored ? pieces_.score_of(stored->entry.title, stored->entry.text(Field::complaint))
                      : 0;
    }

    const Snapshot& snapshot_;
    Narrowness narrowness_;
    WordQuery words_;
    const WordPieces& pieces_;
    bool asks_for_ids_;
};

std::vector<EntryId> ids_of(const Candidates& candidates) {
    std::vector<EntryId> ids;
    for (const Candidate& candidate : candidates) ids.push_back(candidate.case_id);
    return ids;
}

// Adds the cases that only the model knows, and ranks all by both.
void add_what_was_learnt(Retrieval& retrieval, const LearntModel& model, const AskedNow& asked,
                         Candidates& candidates) {
    std::vector<EntryId> known = ids_of(candidates);
    const auto learnt = model.scores(asked, known, kLearntCandidates);
    std::sort(known.begin(), known.end());
    std::vector<EntryId> unknown;
    for (const LearntScore& score : learnt)
        if (score.asked_as > 0 && !std::binary_search(known.begin(), known.end(), score.case_id))
            unknown.push_back(score.case_id);
    const Candidates added = retrieval.by_id(unknown);
    candidates.insert(candidates.end(), added.begin(), added.end());
    blend(candidates, learnt);
}

// Of those that are shown: each is compared with all that it was confirmed for.
void add_confirmed(const LearntModel& model, std::string_view asked, Candidates& candidates) {
    const Wording wording = wording_of(asked);
    for (Candidate& candidate : candidates)
        if (candidate.learnt.confirmations > 0)
            candidate.learnt.confirmed = model.confirmed(candidate.case_id, wording);
}

Result<std::vector<Precedent>> decode_all(const Snapshot& snapshot, const Candidates& candidates) {
    std::vector<Precedent> found;
    for (const Candidate& candidate : candidates) {
        auto stored = snapshot.entry_of(candidate.document);
        if (!stored) return stored.error();
        found.push_back({std::move(*stored), candidate.score, candidate.agreement,
                         candidate.by_words, candidate.learnt, candidate.raised});
    }
    return found;
}

}  // namespace

Result<Precedents> suggest_in(const Snapshot& snapshot, const SuggestQuery& query,
                              const LanguageAids& aids) {
    const std::string_view text = first_characters(query.text, kLongestComplaint);
    const bool learnt = query.learnt != nullptr && !query.learnt->empty();
    const TermStatistics statistics = statistics_with(snapshot, learnt ? query.learnt : nullptr);
    Precedents result{
        {}, choose_query_terms(text, statistics, aids), statistics.documents, asked_words(text)};
    if (result.terms.empty()) return result;
    find_own_shares(result.terms, statistics.documents, [&](const std::string& term) {
        return snapshot.terms().entries_of(snapshot.database(), term);
    });
    const WordPieces pieces(text, statistics);
    Retrieval retrieval(snapshot, query, result.terms, pieces);
    Candidates candidates =
        retrieval.best(std::max(query.limit, learnt ? kBlended : kMostReranked));
    rerank(candidates);
    // Events have no personal data either: with a telephone number a complaint would be unlike itself.
    const std::string asked = learnt ? mask_personal_data(text).text : std::string();
    if (learnt) {
        const bool compared = query.learnt->has_dismissals();
        const QueryTerms typed =
            compared ? typed_terms(asked, statistics, aids.words) : QueryTerms{};
        add_what_was_learnt(retrieval, *query.learnt, {asked, result.terms, typed}, candidates);
    }
    if (candidates.size() > query.limit) candidates.resize(query.limit);
    if (learnt) add_confirmed(*query.learnt, asked, candidates);
    auto found = decode_all(snapshot, candidates);
    if (!found) return found.error();
    result.found = std::move(*found);
    return result;
}

}  // namespace casebook::search
