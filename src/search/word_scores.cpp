#include "search/word_scores.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <unordered_map>
#include <utility>

#include "search/impact.h"

namespace casebook::search {
namespace {

using Documents = std::vector<Xapian::docid>;

// A shorter list is read sooner than it is known to be superfluous.
constexpr double kWorthPruning = 2'000;  // entries

// A step in a list costs about this many times less than a jump.
constexpr double kStepsAJump = 8;

struct TermList {
    const std::string* term;
    double weight;  // of one unit of impact
    double most;    // what an entry can get from it
    double entries;
    std::uint8_t places;  // how many of the complaint's own places it stands for: one or none
    std::shared_ptr<const Documents> only;  // entries in which it counts, sorted; none: in all
};

bool counts_in(const TermList& list, Xapian::docid document) {
    return list.only == nullptr || std::ranges::binary_search(*list.only, document);
}

// What a word was read as is no further place, nor is a character of a pair.
std::uint8_t places_of(const QueryTerm& term) {
    return term.origin == Origin::typed && counts_for_length(term.kind) ? 1 : 0;
}

class WordScores {
  public:
    WordScores(const Xapian::Database& database, KnownTerms& known, const WordQuery& query,
               std::size_t count)
        : database_(database),
          known_(known),
          query_(query),
          count_(count),
          scores_(documents_of(database) + 1),
          matched_(scores_.size()) {
        for (const std::string& term : query.left_out)
            for_each(term, [&](Xapian::docid document, unsigned) { scores_[document] = kLeftOut; });
    }

    std::vector<ScoredDocument> best() {
        add_words();
        add_bonuses();
        const auto better = [this](Xapian::docid a, Xapian::docid b) {
            return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
        };
        const auto end =
            found_.begin() + static_cast<std::ptrdiff_t>(std::min(count_, found_.size()));
        std::partial_sort(found_.begin(), end, found_.end(), better);
        std::vector<ScoredDocument> best;
        for (auto document = found_.begin(); document != end; ++document)
            best.push_back(scored(*document));
        return best;
    }

    std::vector<ScoredDocument> of(const Documents& documents) {
        for (const Xapian::docid document : documents) found_.push_back(known(document));
        std::erase_if(found_, [this](Xapian::docid document) { return scores_[document] < 0; });
        std::sort(found_.begin(), found_.end());
        for (const TermList& list : lists()) look_up(list);
        add_bonuses();
        std::vector<ScoredDocument> all;
        for (const Xapian::docid document : found_) all.push_back(scored(document));
        return all;
    }

  private:
    static constexpr float kLeftOut = -std::numeric_limits<float>::max();

    // A damaged index names documents that it cannot have.
    static std::size_t documents_of(const Xapian::Database& database) {
        constexpr Xapian::docid kMost = 100'000'000;
        if (database.get_lastdocid() > kMost)
            throw Xapian::DatabaseCorruptError("the last document's number is beyond all bounds");
        return database.get_lastdocid();
    }

    Xapian::docid known(Xapian::docid document) const {
        if (document >= scores_.size())
            throw Xapian::DatabaseCorruptError("a list names a document that there is not");
        return document;
    }

    ScoredDocument scored(Xapian::docid document) const {
        return {document, scores_[document], matched_[document]};
    }

    template <class Take>
    void for_each(const std::string& term, Take take) {
        const SharedEntries list = known_.entries_of(database_, term);
        for (std::size_t i = 0; i < list->documents.size(); ++i)
            take(list->documents[i], list->impacts[i]);
    }

    void add_bonuses() {
        for (const Bonus& bonus : query_.bonuses)
            for_each(bonus.term, [&](Xapian::docid document, unsigned) {
                if (scores_[document] > 0) scores_[document] += static_cast<float>(bonus.score);
            });
    }

    // The entries that have every part of the word.
    Documents documents_with(const WholeWord& word) {
        std::vector<std::pair<double, const std::string*>> parts;
        for (const TypedToken& part : word.parts)
            parts.emplace_back(known_.documents_with(database_, part.term), &part.term);
        std::ranges::sort(parts, {}, &std::pair<double, const std::string*>::first);
        Documents documents;
        if (parts.empty() || parts.front().first == 0) return documents;
        documents = known_.entries_of(database_, *parts.front().second)->documents;
        for (std::size_t i = 1; i < parts.size() && !documents.empty(); ++i)
            keep_those_with(*parts[i].second, parts[i].first, documents);
        return documents;
    }

    void keep_those_with(const std::string& term, double entries, Documents& documents) {
        const bool jump = static_cast<double>(documents.size()) * kStepsAJump < entries;
        SharedEntries list = known_.find_entries(term);
        if (list == nullptr && !jump) list = known_.entries_of(database_, term);
        if (list != nullptr) {
            auto from = list->documents.begin();
            std::erase_if(documents, [&](Xapian::docid document) {
                from = std::lower_bound(from, list->documents.end(), document);
                return from == list->documents.end() || *from != document;
            });
            return;
        }
        const auto end = database_.postlist_end(term);
        auto posting = database_.postlist_begin(term);
        std::erase_if(documents, [&](Xapian::docid document) {
            if (posting != end) posting.skip_to(document);
            return posting == end || *posting != document;
        });
    }

    // Where one of the words that the term is a part of is whole; none where it counts by itself.
    std::shared_ptr<const Documents> documents_for(const QueryTerm& term) {
        if (!counts_as_a_part_only(term)) return nullptr;
        Documents any;
        for (const auto& word : term.parts_of) {
            const auto [known, is_new] = whole_in_.try_emplace(word.get());
            if (is_new) known->second = documents_with(*word);
            Documents both;
            std::ranges::set_union(any, known->second, std::back_inserter(both));
            any = std::move(both);
        }
        return std::make_shared<const Documents>(std::move(any));
    }

    // The rarest first.
    std::vector<TermList> lists() {
        std::vector<TermList> lists;
        for (const QueryTerm& term : query_.terms) {
            const double weight = weight_of(term);
            auto only = documents_for(term);
            if (only != nullptr && only->empty()) continue;
            lists.push_back({&term.term, weight, weight * kLargestImpact, term.entries,
                             places_of(term), std::move(only)});
        }
        std::stable_sort(lists.begin(), lists.end(), [](const TermList& a, const TermList& b) {
            return a.entries < b.entries;
        });
        return lists;
    }

    void add_words() {
        const std::vector<TermList> all = lists();
        double to_come = 0;
        for (const TermList& list : all) to_come += list.most;
        for (std::size_t i = 0; i < all.size(); to_come -= all[i].most, ++i) {
            const bool pays = all[i].entries >= kWorthPruning && query_.bonuses.empty();
            if (pays && best_ > to_come && place_of_last() > to_come) {
                finish({all.begin() + static_cast<std::ptrdiff_t>(i), all.end()}, to_come);
                return;
            }
            add(all[i]);
        }
    }

    void add(const TermList& list) {
        for_each(*list.term, [&](Xapian::docid document, unsigned impact) {
            if (!counts_in(list, document)) return;
            float& score = scores_[document];
            if (score == 0) found_.push_back(document);
            score += static_cast<float>(list.weight * impact);
            matched_[document] += list.places;
            best_ = std::max(best_, score);
        });
    }

    // What the last of the best `count` has so far; 0 when there are fewer.
    double place_of_last() const {
        if (found_.size() < count_ || count_ == 0) return 0;
        std::vector<float> scores;
        scores.reserve(found_.size());
        for (const Xapian::docid document : found_) scores.push_back(scores_[document]);
        const auto last = scores.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
        std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
        return *last;
    }

    // Nothing that was not found yet can be among the best any more.
    void finish(const std::vector<TermList>& rest, double to_come) {
        const double last = place_of_last();
        std::erase_if(found_,
                      [&](Xapian::docid document) { return scores_[document] + to_come < last; });
        std::sort(found_.begin(), found_.end());
        for (const TermList& list : rest) look_up(list);
    }

    void look_up(const TermList& list) {
        const bool jump = static_cast<double>(found_.size()) * kStepsAJump < list.entries;
        SharedEntries entries = known_.find_entries(*list.term);
        if (entries == nullptr && jump) return jump_through(list);
        if (entries == nullptr) entries = known_.entries_of(database_, *list.term);
        auto from = entries->documents.begin();
        for (const Xapian::docid document : found_) {
            from = std::lower_bound(from, entries->documents.end(), document);
            if (from == entries->documents.end()) return;
            if (*from == document)
                add_impact(
                    list, document,
                    entries->impacts[static_cast<std::size_t>(from - entries->documents.begin())]);
        }
    }

    // A long list is not decoded for the few documents that are left.
    void jump_through(const TermList& list) {
        const auto end = database_.postlist_end(*list.term);
        auto posting = database_.postlist_begin(*list.term);
        for (const Xapian::docid document : found_) {
            posting.skip_to(document);
            if (posting == end) return;
            if (*posting == document) add_impact(list, document, posting.get_wdf());
        }
    }

    void add_impact(const TermList& list, Xapian::docid document, unsigned impact) {
        if (!counts_in(list, document)) return;
        scores_[document] += static_cast<float>(list.weight * impact);
        matched_[document] += list.places;
    }

    const Xapian::Database& database_;
    KnownTerms& known_;
    const WordQuery& query_;
    std::size_t count_;
    float best_ = 0;
    std::vector<float> scores_;          // by document
    std::vector<std::uint8_t> matched_;  // by document
    Documents found_;                    // those with a score
    std::unordered_map<const WholeWord*, Documents> whole_in_;
};

}  // namespace

std::vector<ScoredDocument> best_by_words(const Xapian::Database& database, KnownTerms& known,
                                          const WordQuery& query, std::size_t count) {
    return WordScores(database, known, query, count).best();
}

std::vector<ScoredDocument> scores_by_words(const Xapian::Database& database, KnownTerms& known,
                                            const WordQuery& query, Documents documents) {
    if (documents.empty()) return {};
    return WordScores(database, known, query, documents.size()).of(documents);
}

}  // namespace casebook::search
