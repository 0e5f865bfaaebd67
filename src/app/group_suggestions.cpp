#include "app/group_suggestions.h"

#include <algorithm>
#include <tuple>

#include "search/shingles.h"

namespace casebook::app {
namespace {

using Group = std::vector<Suggestion>;

constexpr double kNoSatisfaction = 3;  // the middle of 1 to 5
constexpr double kNoMinutes = 1e9;

int outcomes_of(const Suggestion& suggestion) {
    const OutcomeSummary& outcome = suggestion.outcome;
    return std::max({outcome.solved_of, outcome.satisfaction_of, outcome.minutes_of});
}

bool is_bad(const Suggestion& suggestion) {
    return suggestion.entry.example == Example::bad;
}

// One more solved and one more unsolved than were seen (Laplace's rule), so that three of three is less than thirty of thirty.
double solved_share(const OutcomeSummary& outcome) {
    return (outcome.solved + 1.0) / (outcome.solved_of + 2.0);
}

// What too few said of a case counts as though nobody had: one lucky outcome says nothing, whatever else is known.
OutcomeSummary without_too_few(OutcomeSummary outcome) {
    if (outcome.solved_of < kFewestOutcomes) outcome.solved = outcome.solved_of = 0;
    if (outcome.satisfaction_of < kFewestOutcomes)
        outcome.satisfaction_sum = outcome.satisfaction_of = 0;
    if (outcome.minutes_of < kFewestOutcomes) outcome.minutes_sum = outcome.minutes_of = 0;
    return outcome;
}

std::string day_of(const Entry& entry) {
    if (entry.confirmed) return casebook::to_text(*entry.confirmed);
    return entry.created ? casebook::to_text(entry.created->date()) : "";
}

bool went_better(const Suggestion& a, const Suggestion& b) {
    const auto key = [](const Suggestion& one) {
        const OutcomeSummary outcome = without_too_few(one.outcome);
        return std::tuple(solved_share(outcome), outcome.satisfaction().value_or(kNoSatisfaction),
                          -outcome.minutes().value_or(kNoMinutes), day_of(one.entry));
    };
    return key(a) > key(b);
}

// Those that have enough outcomes change places among themselves.
void order_by_outcome(Group& group) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < group.size(); ++i)
        if (outcomes_of(group[i]) >= kFewestOutcomes) places.push_back(i);
    Group known;
    for (const std::size_t place : places) known.push_back(std::move(group[place]));
    std::stable_sort(known.begin(), known.end(), went_better);
    for (std::size_t i = 0; i < places.size(); ++i) group[places[i]] = std::move(known[i]);
}

void put_bad_examples_last(Group& group) {
    std::stable_partition(group.begin(), group.end(),
                          [](const Suggestion& suggestion) { return !is_bad(suggestion); });
}

Suggestion in_one(Group group) {
    std::optional<double> confidence;
    for (const Suggestion& member : group) confidence = std::max(confidence, member.confidence);
    order_by_outcome(group);
    put_bad_examples_last(group);
    Suggestion front = std::move(group.front());
    front.alternatives.assign(std::make_move_iterator(group.begin() + 1),
                              std::make_move_iterator(group.end()));
    // What led the ranking is kin of what leads now in the same way.
    for (Suggestion& alternative : front.alternatives)
        if (alternative.kinship == Kinship::none) alternative.kinship = front.kinship;
    front.kinship = Kinship::none;
    front.confidence = confidence;
    return front;
}

search::Shingles complaint_of(const Entry& entry) {
    const std::string& complaint = entry.text(Field::complaint);
    return search::shingles_of(complaint.empty() ? entry.title : complaint);
}

std::vector<search::Shingles> complaints_of(const std::vector<Suggestion>& suggestions) {
    std::vector<search::Shingles> complaints;
    for (const Suggestion& suggestion : suggestions)
        complaints.push_back(complaint_of(suggestion.entry));
    return complaints;
}

bool contains(const std::vector<EntryId>& ids, EntryId id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::vector<Suggestion> group_suggestions(std::vector<Suggestion> ranked,
                                          const SameProblemOf& same_problem_of) {
    const std::vector<search::Shingles> complaints = complaints_of(ranked);
    std::vector<Suggestion> grouped;
    std::vector<bool> taken(ranked.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (taken[i]) continue;
        const std::vector<EntryId> linked = same_problem_of(ranked[i].entry.id);
        Group group;
        group.push_back(std::move(ranked[i]));
        for (std::size_t j = i + 1; j < ranked.size(); ++j) {
            if (taken[j]) continue;
            const bool confirmed = contains(linked, ranked[j].entry.id);
            if (!confirmed &&
                search::resemblance(complaints[i], complaints[j]) < search::kSameComplaint)
                continue;
            ranked[j].kinship = confirmed ? Kinship::confirmed : Kinship::same_complaint;
            group.push_back(std::move(ranked[j]));
            taken[j] = true;
        }
        grouped.push_back(in_one(std::move(group)));
    }
    return grouped;
}

}  // namespace casebook::app
