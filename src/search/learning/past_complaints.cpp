#include "search/learning/past_complaints.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "search/learning/complaint_features.h"

namespace casebook::search {

void PastComplaints::add(Number number, std::string_view text) {
    const std::string_view learnt = first_characters(text, kLongestLearnt);
    const auto place = static_cast<Place>(all_.size());
    all_.push_back({number, static_cast<std::uint32_t>(learnt.size())});
    analyse(learnt, [&](const Token& token) {
        std::vector<Place>& places = having_[fnv1a(token.term)];
        if (places.empty() || places.back() != place) places.push_back(place);
    });
}

std::vector<PastComplaints::Alike> PastComplaints::like(std::string_view text,
                                                        const QueryTerms& typed,
                                                        double least) const {
    std::vector<float> shared(all_.size());
    double whole = 0;
    for (const QueryTerm& term : typed) {
        whole += weight_of(term);
        const auto having = having_.find(fnv1a(term.term));
        if (having == having_.end()) continue;
        const auto weight = static_cast<float>(weight_of(term));
        for (const Place place : having->second) shared[place] += weight;
    }
    if (whole <= 0) return {};
    const double comparable =
        kLongerThan * static_cast<double>(first_characters(text, kLongestLearnt).size());
    std::vector<Alike> alike;
    for (Place place = 0; place < all_.size(); ++place) {
        const double likeness = std::min(1.0, static_cast<double>(shared[place]) / whole) *
                                std::min(1.0, comparable / std::max(1U, all_[place].length));
        if (likeness >= least && likeness > 0) alike.push_back({all_[place].number, likeness});
    }
    return alike;
}

std::size_t PastComplaints::memory_bytes() const {
    constexpr std::size_t kNode = 64;  // of a hash table, with its vector
    std::size_t bytes = all_.capacity() * sizeof(Complaint);
    for (const auto& [term, places] : having_) bytes += kNode + places.capacity() * sizeof(Place);
    return bytes;
}

}  // namespace casebook::search
