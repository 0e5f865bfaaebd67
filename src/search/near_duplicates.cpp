#include "search/near_duplicates.h"

#include <algorithm>

#include "search/likeness.h"
#include "search/searchable_texts.h"
#include "search/suggest_documents.h"

namespace casebook::search {
namespace {

constexpr std::size_t kCandidates = 10;  // the copied case is among the first two of nearly all

// All that was written but the labels, which cases of one kind share by design.
std::string written_text(const Entry& entry) {
    std::string whole;
    for (const SearchableText& part : searchable_texts(entry))
        if (part.group != TextGroup::labels) whole.append(part.text).append("\n");
    return whole;
}

}  // namespace

Result<std::vector<NearDuplicate>> near_duplicates_in(const Snapshot& snapshot,
                                                      const Entry& entry) {
    const std::string text = written_text(entry);
    SuggestQuery query;
    query.text = text;
    query.limit = kCandidates;
    if (entry.id != 0) query.leave_out = entry.id;
    auto candidates = suggest_in(snapshot, query);
    if (!candidates) return candidates.error();
    TextScale scale(snapshot.statistics());
    const WeighedText weighed = scale.weigh(text);
    std::vector<NearDuplicate> duplicates;
    for (Precedent& candidate : candidates->found) {
        const double like = likeness(weighed, scale.weigh(written_text(candidate.stored.entry)));
        if (like >= kNearDuplicate) duplicates.push_back({std::move(candidate.stored), like});
    }
    std::stable_sort(duplicates.begin(), duplicates.end(),
                     [](const auto& a, const auto& b) { return a.likeness > b.likeness; });
    return duplicates;
}

}  // namespace casebook::search
