#include "search/learning/confirmed_wordings.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/learning/complaint_features.h"
#include "search/learning/event_weights.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostLookedAt = 100;  // confirmations of a case, the newest

constexpr double kUnlike = 0.5;  // up to here

// Steep: many a pair of a desk's complaints shares half of its words and is about two matters.
double strength_of(double likeness) {
    const double above = (likeness - kUnlike) / (1 - kUnlike);
    return above * above * above;
}

bool is_compared(const Token& token) {
    if (token.kind == TokenKind::word) return !is_stop_word(token.term);
    return token.kind != TokenKind::word_pair && token.kind != TokenKind::quantity;
}

}  // namespace

Wording wording_of(std::string_view text) {
    Wording wording;
    analyse(first_characters(text, kLongestLearnt), [&](const Token& token) {
        if (is_compared(token)) wording.push_back(static_cast<std::uint32_t>(fnv1a(token.term)));
    });
    std::sort(wording.begin(), wording.end());
    wording.erase(std::unique(wording.begin(), wording.end()), wording.end());
    if (wording.size() > kMostOfAWording) wording.resize(kMostOfAWording);
    wording.shrink_to_fit();
    return wording;
}

// Of two samples, what lies beyond the last hash of the shorter-reaching one is not known of both.
double likeness(const Wording& a, const Wording& b) {
    if (a.empty() || b.empty()) return 0;
    const auto reach = [](const Wording& words) {
        return words.size() < kMostOfAWording ? UINT32_MAX : words.back();
    };
    const std::uint32_t known = std::min(reach(a), reach(b));
    std::size_t shared = 0, all = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() || j != b.end();) {
        const bool first = j == b.end() || (i != a.end() && *i <= *j);
        const bool second = i == a.end() || (j != b.end() && *j <= *i);
        if ((first ? *i : *j) > known) break;
        shared += first && second;
        all += static_cast<std::size_t>(first) + static_cast<std::size_t>(second);
        i += first;
        j += second;
    }
    return all == 0 ? 0 : 2 * static_cast<double>(shared) / static_cast<double>(all);
}

void ConfirmedWordings::file(EntryId case_id, std::uint32_t event, std::string_view text,
                             std::int32_t weight) {
    auto& of_case = cases_[case_id];
    const auto place = std::lower_bound(
        of_case.begin(), of_case.end(), event,
        [](const Confirmation& each, std::uint32_t wanted) { return each.event < wanted; });
    const bool known = place != of_case.end() && place->event == event;
    if (known && weight == 0)
        of_case.erase(place);
    else if (known)
        place->weight = weight;
    else if (weight != 0)
        of_case.insert(place, {event, weight, wording_of(text)});
}

Confirmed ConfirmedWordings::confirmed(EntryId case_id, const Wording& asked) const {
    const auto known = cases_.find(case_id);
    if (known == cases_.end()) return {};
    const auto& of_case = known->second;
    const std::size_t looked_at = std::min(of_case.size(), kMostLookedAt);
    Confirmed confirmed;
    for (auto each = of_case.end() - static_cast<std::ptrdiff_t>(looked_at); each != of_case.end();
         ++each) {
        const double alike = likeness(each->wording, asked);
        if (alike <= kUnlike) continue;
        ++confirmed.alike;
        confirmed.support += strength_of(alike) * each->weight / kWeightUnit;
    }
    return confirmed;
}

std::size_t ConfirmedWordings::memory_bytes() const {
    std::size_t bytes = 0;
    for (const auto& [id, of_case] : cases_)
        for (const Confirmation& each : of_case)
            bytes += sizeof(Confirmation) + each.wording.capacity() * sizeof(Wording::value_type);
    return bytes;
}

}  // namespace casebook::search
