#include "search/word_scores.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "search/impact.h"

namespace casebook::search {
namespace {

using Documents = std::vector<Xapian::docid>;

// A shorter list is read sooner than it is known to be superfluous.
constexpr double kWorthPruning = 2'000;  // entries

// A step in a list costs about this many times less than a jump.
constexpr double kStepsAJump = 8;

struct TermList {
    std::string_view term;
    double weight;  // of one unit of impact
    double most;    // what an entry can get from it
    double entries;
};

class WordScores {
  public:
    WordScores(const Xapian::Database& database, const WordQuery& query, std::size_t count)
        : database_(database), query_(query), count_(count), scores_(documents_of(database) + 1) {
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
            best.push_back({*document, scores_[*document]});
        return best;
    }

    std::vector<ScoredDocument> of(const Documents& documents) {
        for (const Xapian::docid document : documents) found_.push_back(known(document));
        std::erase_if(found_, [this](Xapian::docid document) { return scores_[document] < 0; });
        std::sort(found_.begin(), found_.end());
        for (const TermList& list : lists()) look_up(list);
        add_bonuses();
        std::vector<ScoredDocument> scored;
        for (const Xapian::docid document : found_) scored.push_back({document, scores_[document]});
        return scored;
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

    template <class Take>
    void for_each(std::string_view term, Take take) {
        const std::string name(term);
        const auto end = database_.postlist_end(name);
        for (auto posting = database_.postlist_begin(name); posting != end; ++posting)
            take(known(*posting), static_cast<unsigned>(posting.get_wdf()));
    }

    void add_bonuses() {
        for (const Bonus& bonus : query_.bonuses)
            for_each(bonus.term, [&](Xapian::docid document, unsigned) {
                if (scores_[document] > 0) scores_[document] += static_cast<float>(bonus.score);
            });
    }

    // The rarest first.
    std::vector<TermList> lists() const {
        std::vector<TermList> lists;
        for (const QueryTerm& term : query_.terms) {
            const double f = term.occurrences;
            const double weight = term.rarity * 2 * f / (1 + f);
            lists.push_back({term.term, weight, weight * kLargestImpact, term.entries});
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
            if (pays && place_of_last() > to_come) {
                finish({all.begin() + static_cast<std::ptrdiff_t>(i), all.end()}, to_come);
                return;
            }
            add(all[i]);
        }
    }

    void add(const TermList& list) {
        for_each(list.term, [&](Xapian::docid document, unsigned impact) {
            float& score = scores_[document];
            if (score == 0) found_.push_back(document);
            score += static_cast<float>(list.weight * impact);
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
        const std::string name(list.term);
        const auto end = database_.postlist_end(name);
        auto posting = database_.postlist_begin(name);
        const bool jump = static_cast<double>(found_.size()) * kStepsAJump < list.entries;
        for (const Xapian::docid document : found_) {
            if (jump) {
                posting.skip_to(document);
            } else {
                while (posting != end && *posting < document) ++posting;
            }
            if (posting == end) return;
            if (*posting == document)
                scores_[document] += static_cast<float>(list.weight * posting.get_wdf());
        }
    }

    const Xapian::Database& database_;
    const WordQuery& query_;
    std::size_t count_;
    std::vector<float> scores_;  // by document
    Documents found_;            // those with a score
};

}  // namespace

std::vector<ScoredDocument> best_by_words(const Xapian::Database& database, const WordQuery& query,
                                          std::size_t count) {
    return WordScores(database, query, count).best();
}

std::vector<ScoredDocument> scores_by_words(const Xapian::Database& database,
                                            const WordQuery& query, Documents documents) {
    if (documents.empty()) return {};
    return WordScores(database, query, documents.size()).of(documents);
}

}  // namespace casebook::search
