// How phrases work without positions: first, the entries that meet all other conditions and have all words of the phrases are read,
// at most kMostVerified, and the phrases looked for on their text. The entries that have them become a set of documents, and the
// query proper is one of terms, values and such sets. So sorting, paging, totals and facets need not know of phrases, and all of
// one answer comes from one snapshot of the index. Where there were more candidates than could be read, those left over are taken
// for entries that one does not want, and the total is said to be "at least".
#include "search/search_documents.h"

#include <algorithm>
#include <memory>

#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/phrase.h"
#include "search/phrase_table.h"
#include "search/query_problems.h"

namespace casebook::search {

// The index holds each term's finished share (impact.h), so BM25 is asked for nothing but share * inverse document frequency:
// a k1 beyond all shares makes it linear, b = 0 leaves document lengths out. k3 = 1: a word said twice counts more, not double.
Xapian::BM25Weight weighting() {
    constexpr double k1 = 1e6, k2 = 0, k3 = 1, b = 0, shortest_length = 0.5;
    return {k1, k2, k3, b, shortest_length};
}

namespace {

using Xapian::docid;
using Documents = std::vector<docid>;  // sorted

Result<std::vector<Precedent>> precedents_of(const Snapshot& snapshot,
                                             const Xapian::MSet& matches) {
    std::vector<Precedent> found;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        auto stored = snapshot.entry_of(*match);
        if (!stored) return stored.error();
        found.push_back({std::move(*stored), match.get_weight(), 0, match.get_weight(), {}});
    }
    return found;
}

// A set of documents as a part of a query.
class DocumentSet final : public Xapian::PostingSource {
  public:
    explicit DocumentSet(std::shared_ptr<const Documents> documents)
        : documents_(std::move(documents)) {}

    Xapian::doccount get_termfreq_min() const override { return get_termfreq_est(); }
    Xapian::doccount get_termfreq_est() const override {
        return static_cast<Xapian::doccount>(documents_->size());
    }
    Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }
    void init(const Xapian::Database&) override { next_ = 0; }
    void next(double) override { ++next_; }
    void skip_to(docid wanted, double) override {
        const auto from =
            documents_->begin() + static_cast<std::ptrdiff_t>(next_ > 0 ? next_ - 1 : 0);
        next_ = static_cast<std::size_t>(std::lower_bound(from, documents_->end(), wanted) -
                                         documents_->begin()) +
                1;
    }
    bool at_end() const override { return next_ > documents_->size(); }
    docid get_docid() const override { return (*documents_)[next_ - 1]; }
    Xapian::PostingSource* clone() const override { return new DocumentSet(documents_); }
    std::string get_description() const override {
        return std::to_string(documents_->size()) + " verified entries";
    }

  private:
    std::shared_ptr<const Documents> documents_;
    std::size_t next_ = 0;  // one beyond the current; Xapian calls next() before it asks
};

Xapian::Query query_of_set(std::shared_ptr<const Documents> documents) {
    if (documents->empty()) return Xapian::Query::MatchNothing;
    auto* source = new DocumentSet(std::move(documents));
    return Xapian::Query(source->release());  // Xapian owns it from here on
}

Xapian::Query query_of_set(Documents documents) {
    std::sort(documents.begin(), documents.end());
    return query_of_set(std::make_shared<const Documents>(std::move(documents)));
}

// Every word must be there; a run of Chinese by all of its character pairs.
Xapian::Query all_of(const TypedTokens& tokens) {
    std::vector<Xapian::Query> queries;
    for (const TypedToken& token : tokens)
        if (counts_for_length(token.kind) || token.kind == TokenKind::quantity)
            queries.emplace_back(token.term);
    return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

bool overlap(const TypedToken& a, const TypedToken& b) {
    return a.begin < b.end && b.begin < a.end;
}

// A number with its unit may be written otherwise, and then so are the words around it.
Xapian::Query all_words_of(std::string_view text) {
    TypedTokens as_typed = tokens_of(text);
    TypedTokens by_quantity = as_typed;
    const auto quantities = std::stable_partition(
        as_typed.begin(), as_typed.end(),
        [](const TypedToken& token) { return token.kind != TokenKind::quantity; });
    const TypedTokens numbers(quantities, as_typed.end());
    as_typed.erase(quantities, as_typed.end());
    if (numbers.empty()) return all_of(as_typed);
    std::erase_if(by_quantity, [&](const TypedToken& token) {
        return token.kind != TokenKind::quantity &&
               std::any_of(numbers.begin(), numbers.end(),
                           [&](const TypedToken& number) { return overlap(token, number); });
    });
    return {Xapian::Query::OP_OR, all_of(as_typed), all_of(by_quantity)};
}

// One or two Chinese characters are a term of the index as they are; all else has to be looked up on the text.
bool needs_verification(const Condition& condition) {
    if (condition.what != Condition::What::phrase) return false;
    std::size_t tokens = 0;
    bool is_term = true;
    analyse(condition.text, [&](const Token& token) {
        const bool whole = token.begin == 0 && token.end == condition.text.size();
        if (counts_for_length(token.kind)) ++tokens;
        if (counts_for_length(token.kind))
            is_term = whole &&
                      (token.kind == TokenKind::bigram || token.kind == TokenKind::lone_character);
    });
    return tokens != 1 || !is_term;
}

double seconds_of(std::chrono::sys_days day) {
    return static_cast<double>(day.time_since_epoch().count()) * 86400.0;
}

Xapian::Query created_within(const Days& days) {
    const double first = days.first ? seconds_of(*days.first) : 0;
    const double last = days.last ? seconds_of(*days.last + std::chrono::days(1)) - 1 : 0;
    if (!days.first)  // what has no date has the empty value: it is neither before nor after a day
        return {Xapian::Query::OP_VALUE_RANGE, kCreatedSlot, Xapian::sortable_serialise(-1e18),
                Xapian::sortable_serialise(last)};
    if (!days.last)
        return {Xapian::Query::OP_VALUE_GE, kCreatedSlot, Xapian::sortable_serialise(first)};
    return {Xapian::Query::OP_VALUE_RANGE, kCreatedSlot, Xapian::sortable_serialise(first),
            Xapian::sortable_serialise(last)};
}

Xapian::Query query_of_filter(const Condition& condition) {
    const bool by_day = condition.days.first || condition.days.last;
    return by_day ? created_within(condition.days)
                  : Xapian::Query(exact_term(*condition.field, condition.text));
}

bool is_filter(const Clause& clause) {
    return std::all_of(clause.any_of.begin(), clause.any_of.end(), [](const Condition& condition) {
        return condition.what == Condition::What::filter;
    });
}

void set_order(Xapian::Enquire& enquire, SearchOrder order, Xapian::MultiValueKeyMaker& oldest) {
    switch (order) {
        case SearchOrder::relevance:
            break;
        case SearchOrder::newest:
            enquire.set_sort_by_value_then_relevance(kCreatedSlot, true);
            break;
        case SearchOrder::oldest:
            enquire.set_sort_by_key_then_relevance(&oldest, false);
            break;
        case SearchOrder::updated:
            enquire.set_sort_by_value_then_relevance(kUpdatedSlot, true);
            break;
    }
}

// One search over one snapshot of the index.
class Search {
  public:
    Search(const Snapshot& snapshot, const ParsedQuery& query, SearchOrder order)
        : snapshot_(snapshot), query_(query), order_(order) {
        oldest_.add_value(kCreatedSlot, false, "\xff");  // what has no date comes last
    }

    // Reads the candidates of all phrases. Error: corrupt.
    Result<void> verify_phrases() {
        if (auto verified = verify_wanted(); !verified) return verified;
        for (const Clause& clause : query_.all_of)
            for (const Condition& condition : clause.any_of)
                if (needs_verification(condition) && !is_wanted_phrase(clause))
                    if (auto verified = verify(clause, condition); !verified) return verified;
        return {};
    }

    Xapian::Query query() const { return query_with(Phrases::verified); }
    Total total_is() const { return total_is_; }

    Xapian::Enquire enquire(const Xapian::Query& query) {
        Xapian::Enquire enquire(snapshot_.database());
        enquire.set_weighting_scheme(weighting());
        enquire.set_query(without_superseded(query));
        set_order(enquire, order_, oldest_);
        return enquire;
    }

  private:
    enum class Phrases {
        by_words,  // those that must be there by their words, the others not at all: gives the candidates
        verified,
    };

    Xapian::Query without_superseded(const Xapian::Query& query) const {
        if (snapshot_.superseded().empty()) return query;
        return {Xapian::Query::OP_AND_NOT, query, query_of_set(snapshot_.superseded().shared())};
    }

    // A phrase that stands by itself and must be there: all of these are verified together.
    static bool is_wanted_phrase(const Clause& clause) {
        return clause.presence == Presence::wanted && clause.any_of.size() == 1 &&
               needs_verification(clause.any_of.front());
    }

    Xapian::Query query_of(const Condition& condition, Presence presence, Phrases phrases) const {
        if (condition.what == Condition::What::filter) return query_of_filter(condition);
        const Xapian::Query words = all_words_of(condition.text);
        const auto known = sets_.find(&condition);
        if (phrases == Phrases::by_words || known == sets_.end()) return words;
        const auto operation =
            presence == Presence::wanted ? Xapian::Query::OP_FILTER : Xapian::Query::OP_AND_NOT;
        return {operation, words, known->second};
    }

    Xapian::Query any_of(const Clause& clause, Phrases phrases) const {
        std::vector<Xapian::Query> queries;
        for (const Condition& condition : clause.any_of)
            queries.push_back(query_of(condition, clause.presence, phrases));
        Xapian::Query query(Xapian::Query::OP_OR, queries.begin(), queries.end());
        for (const Condition& condition : clause.unless)
            query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
                                  query_of(condition, clause.presence, phrases));
        return query;
    }

    static bool is_excluded_phrase(const Clause& clause) {
        return clause.presence == Presence::excluded && needs_verification(clause.any_of.front());
    }

    Xapian::Query query_with(Phrases phrases) const {
        std::vector<Xapian::Query> wanted, filters, excluded;
        for (const Clause& clause : query_.all_of) {
            if (phrases == Phrases::by_words && is_excluded_phrase(clause)) continue;
            auto& part = clause.presence == Presence::excluded ? excluded
                         : is_filter(clause)                   ? filters
                                                               : wanted;
            part.push_back(any_of(clause, phrases));
        }
        if (phrases == Phrases::verified && verified_) filters.push_back(*verified_);
        Xapian::Query query = all_of(wanted);
        if (!filters.empty())
            query = wanted.empty()
                        ? Xapian::Query(0.0, all_of(filters))
                        : Xapian::Query(Xapian::Query::OP_FILTER, query, all_of(filters));
        if (!excluded.empty())
            query = Xapian::Query(
                Xapian::Query::OP_AND_NOT, query,
                Xapian::Query(Xapian::Query::OP_OR, excluded.begin(), excluded.end()));
        return query;
    }

    static Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
        if (queries.empty()) return Xapian::Query::MatchAll;
        return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
    }

    // Those of the candidates of which `is_kept` is true.
    template <class Keep>
    Result<Documents> verified_of(const Xapian::Query& candidates, Keep is_kept) {
        const Xapian::MSet read = enquire(candidates).get_mset(0, kMostVerified, kMostVerified + 1);
        if (read.get_matches_estimated() > read.size()) total_is_ = Total::at_least;
        Documents kept;
        for (auto match = read.begin(); match != read.end(); ++match) {
            const auto stored = snapshot_.entry_of(*match);
            if (!stored) return stored.error();
            if (is_kept(stored->entry)) kept.push_back(*match);
        }
        return kept;
    }

    Result<void> verify_wanted() {
        std::vector<Phrase> phrases;
        for (const Clause& clause : query_.all_of)
            if (is_wanted_phrase(clause)) phrases.emplace_back(clause.any_of.front().text);
        if (phrases.empty()) return {};
        auto found = verified_of(query_with(Phrases::by_words), [&](const Entry& entry) {
            return std::all_of(phrases.begin(), phrases.end(),
                               [&](const Phrase& phrase) { return phrase.is_in(entry); });
        });
        if (!found) return found.error();
        verified_ = query_of_set(std::move(*found));
        return {};
    }

    // Of a wanted phrase the set is of those that have it; of an excluded one, of those that have its words and not the phrase.
    Result<void> verify(const Clause& clause, const Condition& condition) {
        const Phrase phrase(condition.text);
        const bool wanted = clause.presence == Presence::wanted;
        const Xapian::Query candidates(Xapian::Query::OP_AND, query_with(Phrases::by_words),
                                       all_words_of(condition.text));
        auto found = verified_of(candidates,
                                 [&](const Entry& entry) { return phrase.is_in(entry) == wanted; });
        if (!found) return found.error();
        sets_.emplace(&condition, query_of_set(std::move(*found)));
        return {};
    }

    const Snapshot& snapshot_;
    const ParsedQuery& query_;
    SearchOrder order_;
    Xapian::MultiValueKeyMaker oldest_;
    std::optional<Xapian::Query> verified_;  // the entries that have all wanted phrases
    std::map<const Condition*, Xapian::Query> sets_;
    Total total_is_ = Total::exact;
};

QueryTerms terms_of(const ParsedQuery& query) {
    QueryTerms terms;
    for (const Clause& clause : query.all_of) {
        if (clause.presence == Presence::excluded) continue;
        for (const Condition& condition : clause.any_of) {
            if (condition.what == Condition::What::filter) continue;
            analyse(condition.text, [&](const Token& token) {
                if (counts_for_length(token.kind) || token.kind == TokenKind::quantity)
                    terms.push_back({std::string(token.term), token.kind, 1, 1, 1});
            });
        }
    }
    return terms;
}

// Notes every document that matches.
class Noter final : public Xapian::MatchSpy {
  public:
    void operator()(const Xapian::Document& document, double) override {
        documents_.push_back(document.get_docid());
    }
    Documents take() {
        std::sort(documents_.begin(), documents_.end());
        return std::move(documents_);
    }

  private:
    Documents documents_;
};

// The one category that the hits were narrowed down to.
std::string chosen_category(const ParsedQuery& query) {
    std::string chosen;
    for (const Clause& clause : query.all_of)
        if (clause.presence == Presence::wanted && clause.any_of.size() == 1 &&
            clause.any_of.front().what == Condition::What::filter &&
            clause.any_of.front().field->kind == ExactKind::path)
            chosen = clause.any_of.front().text;
    return chosen;
}

Facets count_facets(const Xapian::Database& database, const Documents& documents,
                    const ParsedQuery& query) {
    FacetCounter counter(chosen_category(query));
    const std::size_t read = std::min(documents.size(), kMostCounted);
    auto packed = database.valuestream_begin(kFacetSlot);
    for (std::size_t i = 0; i < read; ++i) {
        const docid document = documents[i * documents.size() / read];
        packed.skip_to(document);
        if (packed == database.valuestream_end(kFacetSlot)) break;
        if (packed.get_docid() == document) counter.add(*packed);
    }
    return counter.counts(documents.size());
}

}  // namespace

Result<SearchHits> search_in(const Snapshot& snapshot, const SearchQuery& query) {
    if (query.first + query.limit > kDeepest)
        return make_parameter_problem(QueryProblem::page_too_deep, std::to_string(kDeepest),
                                      "page");
    SearchHits hits;
    if (query.query.asked && query.query.all_of.empty()) return hits;
    hits.terms = terms_of(query.query);
    const bool unranked = hits.terms.empty() && query.order == SearchOrder::relevance;
    Search search(snapshot, query.query, unranked ? SearchOrder::newest : query.order);
    if (auto verified = search.verify_phrases(); !verified) return verified.error();
    Xapian::Enquire enquire = search.enquire(search.query());
    Noter noter;
    if (query.facets == Facet::counted) enquire.add_matchspy(&noter);
    const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(query.first),
                                                  static_cast<Xapian::doccount>(query.limit),
                                                  snapshot.database().get_doccount());
    hits.total = matches.get_matches_estimated();  // exact: every document was looked at
    hits.total_is = search.total_is();
    auto found = precedents_of(snapshot, matches);
    if (!found) return found.error();
    hits.found = std::move(*found);
    if (query.facets == Facet::counted)
        hits.facets = count_facets(snapshot.database(), noter.take(), query.query);
    return hits;
}

Result<std::string> explain_in(const Snapshot& snapshot, const ParsedQuery& query) {
    Search search(snapshot, query, SearchOrder::relevance);
    if (auto verified = search.verify_phrases(); !verified) return verified.error();
    return search.query().get_description();
}

}  // namespace casebook::search
