#include "search/own_share.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace casebook::search {
namespace {

constexpr double kImplied = 0.2;
constexpr double kSmoothing = 1.5;    // cases
constexpr double kTooCommon = 500;  // entries

// How many entries have both of two terms.
class Together {
  public:
    explicit Together(const std::vector<SharedEntries>& lists)
        : size_(lists.size()), counts_(size_ * size_) {
        std::vector<std::uint64_t> places;  // document and number of the term
        for (std::size_t i = 0; i < size_; ++i)
            for (const Xapian::docid document : lists[i]->documents)
                places.push_back(std::uint64_t{document} << 32 | i);
        std::sort(places.begin(), places.end());
        for (auto first = places.begin(); first != places.end();) {
            const auto last = std::find_if(first, places.end(), [&](std::uint64_t place) {
                return place >> 32 != *first >> 32;
            });
            for (auto a = first; a != last; ++a)
                for (auto b = first; b != a; ++b) ++counts_[number_of(*a) * size_ + number_of(*b)];
            first = last;
        }
    }

    double with_both(std::size_t i, std::size_t j) const {
        return counts_[std::max(i, j) * size_ + std::min(i, j)];
    }

  private:
    static std::size_t number_of(std::uint64_t place) { return place & 0xFFFFFFFF; }

    std::size_t size_;
    std::vector<std::uint32_t> counts_;  // by the later term, then the earlier
};

bool is_asked(const QueryTerm& term) {
    return term.origin == Origin::typed && term.entries < kTooCommon;
}

double entries_in(const SharedEntries& list) {
    return static_cast<double>(list->documents.size());
}

// How much more often than anywhere the entries with `term` have the other one.
double lift(double both, double of_term, double of_other, double documents) {
    const double anywhere = of_other / documents;
    const double there = (both + kSmoothing * anywhere) / (of_term + kSmoothing);
    return std::max(0.0, there - anywhere);
}

double weight_of_all(const QueryTerms& terms) {
    double sum = 0;
    for (const QueryTerm& term : terms) sum += weight_of(term);
    return sum;
}

}  // namespace

void find_own_shares(QueryTerms& terms, double documents, const EntriesOf& entries_of) {
    std::vector<QueryTerm*> asked;
    std::vector<SharedEntries> lists;
    for (QueryTerm& term : terms) {
        if (!is_asked(term)) continue;
        asked.push_back(&term);
        lists.push_back(entries_of(term.term));
    }
    const double before = weight_of_all(terms);
    const Together together(lists);
    std::vector<double> implied(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i)
        for (std::size_t j = 0; j < asked.size(); ++j)
            if (i != j)
                implied[i] += std::min(1.0, weight_of(*asked[j]) / weight_of(*asked[i])) *
                              lift(together.with_both(i, j), entries_in(lists[i]),
                                   entries_in(lists[j]), documents);
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i]->own = 1 / (1 + kImplied * implied[i]);
    const double after = weight_of_all(terms);
    if (after > 0)
        for (QueryTerm& term : terms) term.own *= before / after;
}

}  // namespace casebook::search
