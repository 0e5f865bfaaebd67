#include "search/learning/asked_as.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/learning/complaint_features.h"
#include "search/learning/event_weights.h"

namespace casebook::search {
namespace {

// As Xapian has it, with k3 = 1: a word said twice counts more, not double.
double times_of(const QueryTerm& term) {
    return 2.0 * term.occurrences / (1.0 + term.occurrences);
}

}  // namespace

AskedAs::CaseNumber AskedAs::number_of(std::int64_t id) {
    const auto [place, fresh] = numbers_.emplace(id, static_cast<CaseNumber>(ids_.size()));
    if (fresh) {
        ids_.push_back(id);
        lengths_.push_back(0);
    }
    return place->second;
}

void AskedAs::add(std::int64_t id, std::string_view text, std::int32_t weight) {
    if (weight == 0) return;
    std::unordered_map<std::uint64_t, std::int64_t> counts;
    std::int64_t length = 0;
    analyse(first_characters(text, kLongestLearnt), [&](const Token& token) {
        ++counts[fnv1a(token.term)];
        length += counts_for_length(token.kind);
    });
    const CaseNumber number = number_of(id);
    for (const auto& [term, count] : counts) add_count(term, number, count * weight);
    add_length(number, length * weight);
}

void AskedAs::add_count(std::uint64_t term, CaseNumber number, std::int64_t count) {
    if (count == 0) return;
    Postings& postings = postings_[term];
    auto posting = std::lower_bound(
        postings.begin(), postings.end(), number,
        [](const Posting& each, CaseNumber wanted) { return each.number < wanted; });
    if (posting == postings.end() || posting->number != number)
        posting = postings.insert(posting, {number, 0});
    posting->count += static_cast<std::int32_t>(count);
    if (posting->count == 0) postings.erase(posting);
    if (postings.empty()) postings_.erase(term);
}

void AskedAs::add_length(CaseNumber number, std::int64_t length) {
    const bool before = lengths_[number] > 0;
    lengths_[number] += length;
    total_length_ += length;
    const bool after = lengths_[number] > 0;
    if (!before && after) ++cases_with_words_;
    if (before && !after) --cases_with_words_;
}

const AskedAs::Postings* AskedAs::find(std::string_view term) const {
    const auto found = postings_.find(fnv1a(term));
    return found == postings_.end() ? nullptr : &found->second;
}

double AskedAs::cases_with(std::string_view term) const {
    const Postings* postings = find(term);
    return postings == nullptr ? 0 : static_cast<double>(postings->size());
}

// Words that nobody has asked with count, too: a complaint half of which is new is half like what is known.
QueryTerms telling_terms(std::string_view text, TermStatistics asked) {
    static constexpr double kNever = 0.5;
    asked.documents_with = [known = std::move(asked.documents_with)](const std::string& term) {
        return std::max(kNever, known(term));
    };
    return choose_query_terms(first_characters(text, kLongestLearnt), asked);
}

std::vector<Likeness> AskedAs::most_like(std::string_view text, std::size_t most) const {
    const auto with_it = [this](const std::string& term) { return cases_with(term); };
    return most_like(telling_terms(text, {static_cast<double>(cases()), with_it}), most);
}

// The sums of one complaint, by case.
struct AskedAs::Sum {
    std::vector<float> of;
    std::vector<CaseNumber> touched;

    void add(CaseNumber number, double share) {
        if (of[number] == 0) touched.push_back(number);
        of[number] += static_cast<float>(share);
    }
};

void AskedAs::add_term(Sum& sum, const Postings& postings, double weight) const {
    const double mean_length =
        static_cast<double>(total_length_) / static_cast<double>(cases_with_words_);
    const double constant = shape_.k1 * kWeightUnit * (1 - shape_.b);
    const double for_length = shape_.k1 * kWeightUnit * shape_.b / mean_length;
    for (const Posting& posting : postings) {
        const double count = posting.count;
        const double penalty =
            constant + for_length * static_cast<double>(lengths_[posting.number]);
        sum.add(posting.number, weight * (shape_.k1 + 1) * count / (count + penalty));
    }
}

std::vector<Likeness> AskedAs::best_of(Sum& sum, std::size_t most, double highest) const {
    const auto better = [&](CaseNumber x, CaseNumber y) {
        return sum.of[x] != sum.of[y] ? sum.of[x] > sum.of[y] : ids_[x] < ids_[y];
    };
    auto& touched = sum.touched;
    const auto kept = touched.begin() + static_cast<std::ptrdiff_t>(std::min(most, touched.size()));
    std::partial_sort(touched.begin(), kept, touched.end(), better);
    std::vector<Likeness> best;
    for (auto number = touched.begin(); number != kept; ++number)
        best.push_back({ids_[*number], sum.of[*number], sum.of[*number] / highest});
    return best;
}

std::vector<Likeness> AskedAs::most_like(const QueryTerms& terms, std::size_t most) const {
    if (cases_with_words_ == 0) return {};
    Sum sum{std::vector<float>(ids_.size()), {}};
    double highest = 0;
    for (const QueryTerm& term : terms) {
        const double weight = term.rarity * times_of(term);
        highest += weight * (shape_.k1 + 1);
        if (const Postings* postings = find(term.term)) add_term(sum, *postings, weight);
    }
    return best_of(sum, most, highest);
}

std::size_t AskedAs::memory_bytes() const {
    constexpr std::size_t kNode = 64;  // of a hash table, with its vector
    std::size_t bytes = ids_.capacity() * (2 * sizeof(std::int64_t) + kNode / 2);
    for (const auto& [term, postings] : postings_)
        bytes += kNode + postings.capacity() * sizeof(Posting);
    return bytes;
}

}  // namespace casebook::search
