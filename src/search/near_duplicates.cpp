#include "search/near_duplicates.h"

#include <algorithm>

#include "search/likeness.h"
#include "search/searchable_texts.h"
#include "search/suggest_documents.h"

namespace casebook::search {
namespace {

constexpr std::size_t kCandidates = 10;  // the copied case is among the first two of nearly all

// How far a case has been written: to its title, its complaint, or its resolution.
TextGroup written_up_to(const Entry& entry) {
    TextGroup last = TextGroup::title;
    for (const SearchableText& part : searchable_texts(entry))
        if (part.group != TextGroup::labels) last = std::max(last, part.group);
    return last;
}

// All that was written up to there, but the labels, which cases of one kind share by design.
std::string written_text(const Entry& entry, TextGroup last) {
    std::string whole;
    for (const SearchableText& part : searchable_texts(entry))
        if (part.group <= last) whole.append(part.text).append("\n");
    return whole;
}

// Who has only written down the complaint so far is told of cases with that complaint, whatever else they tell. Less is compared then, so
// more of it has to be the same.
double likeness_of(const WeighedText& text, TextGroup last, const Entry& other, TextScale& scale) {
    constexpr double kOfAPart = 0.8;
    const double whole = likeness(text, scale.weigh(written_text(other, TextGroup::resolution)));
    if (last == TextGroup::resolution) return whole;
    const double part = likeness(text, scale.weigh(written_text(other, last)));
    return part >= kOfAPart ? std::max(whole, part) : whole;
}

}  // namespace

Result<std::vector<NearDuplicate>> near_duplicates_in(const Snapshot& snapshot,
                                                      const Entry& entry) {
    const TextGroup last = written_up_to(entry);
    const std::string text = written_text(entry, last);
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
        const double like = likeness_of(weighed, last, candidate.stored.entry, scale);
        if (like >= kNearDuplicate) duplicates.push_back({std::move(candidate.stored), like});
    }
    std::stable_sort(duplicates.begin(), duplicates.end(),
                     [](const auto& a, const auto& b) { return a.likeness > b.likeness; });
    return duplicates;
}

}  // namespace casebook::search
