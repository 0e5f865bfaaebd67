#include "domain/burst.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace casebook {
namespace {

// What came for one case.
struct Gathered {
    std::vector<const LinkedComplaint*> lately;
    std::size_t before = 0;
};

using Cases = std::map<EntryId, Gathered>;

Cases gather(std::span<const LinkedComplaint> complaints, std::chrono::sys_seconds now,
             const BurstRules& rules, LinkStrength least) {
    const auto window_begins = now - rules.window;
    Cases cases;
    for (const LinkedComplaint& complaint : complaints) {
        if (complaint.strength < least || complaint.at > now) continue;
        Gathered& gathered = cases[complaint.case_id];
        if (complaint.at >= window_begins)
            gathered.lately.push_back(&complaint);
        else if (complaint.at >= window_begins - rules.usual)
            ++gathered.before;
    }
    return cases;
}

std::size_t count_callers(const std::vector<const LinkedComplaint*>& complaints) {
    std::set<std::string> callers;
    std::size_t unknown = 0;
    for (const LinkedComplaint* complaint : complaints)
        complaint->caller.empty() ? void(++unknown) : void(callers.insert(complaint->caller));
    return callers.size() + unknown;
}

double usual_in_window(std::size_t before, const BurstRules& rules) {
    const double a_day = (static_cast<double>(before) + 0.5) / double(rules.usual.count());
    return a_day * double(rules.window.count()) / double(rules.working_day.count());
}

std::optional<Burst> burst_of(EntryId case_id, const Gathered& gathered, LinkStrength strength,
                              const BurstRules& rules) {
    const bool confirmed = strength == LinkStrength::confirmed;
    const std::size_t callers = count_callers(gathered.lately);
    if (callers < (confirmed ? rules.confirmed_callers : rules.guessed_callers))
        return std::nullopt;
    const double chance = chance_of_at_least(callers, usual_in_window(gathered.before, rules));
    if (chance > (confirmed ? rules.confirmed_chance : rules.guessed_chance)) return std::nullopt;
    const auto first = std::min_element(gathered.lately.begin(), gathered.lately.end(),
                                        [](auto* a, auto* b) { return a->at < b->at; });
    return Burst{case_id, gathered.lately.size(), callers, strength, (*first)->at};
}

}  // namespace

double chance_of_at_least(std::size_t count, double mean) {
    double below = 0, term = std::exp(-mean);
    for (std::size_t i = 0; i < count; ++i) {
        below += term;
        term *= mean / static_cast<double>(i + 1);
    }
    // Far out the difference from 1 is lost in rounding; the first term left out is then nearly all of the rest.
    return std::max(1 - below, term);
}

std::vector<Burst> find_bursts(std::span<const LinkedComplaint> complaints,
                               std::chrono::sys_seconds now, const BurstRules& rules) {
    std::map<EntryId, Burst> found;
    // A guess beside what was confirmed counts as one more; alone it needs more of its kind.
    for (const LinkStrength least : {LinkStrength::confirmed, LinkStrength::guessed})
        for (const auto& [case_id, gathered] : gather(complaints, now, rules, least))
            if (const auto burst = burst_of(case_id, gathered, least, rules))
                found.emplace(case_id, *burst);
    std::vector<Burst> bursts;
    for (const auto& [case_id, burst] : found) bursts.push_back(burst);
    std::stable_sort(bursts.begin(), bursts.end(),
                     [](const Burst& a, const Burst& b) { return a.callers > b.callers; });
    return bursts;
}

}  // namespace casebook
