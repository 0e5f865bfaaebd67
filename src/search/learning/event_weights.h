// How much each event counts: what was said, how long ago, and by whom how often. Pure; the same log gives the same weights.
//
//     weight = verdict x 1/n (the person's n-th such event for the case on that day, the same words again included)
//                      x 1/m (beyond LearningSettings::full_events_a_day) x 2^-(age in days / half-life)
//
// Weights are whole numbers of 1/kWeightUnit, so that sums of them do not depend on the order of summing and what was added can be taken
// away again exactly.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "domain/reuse.h"
#include "search/learning/learning_settings.h"

namespace casebook::search {

inline constexpr std::int32_t kWeightUnit = 1024;

// A name behind which there are many people: LearningSettings::not_one_person.
bool is_many_people(const std::string& who, const LearningSettings& settings);

// Weighs the events of a log one after the other, in its order.
class EventWeigher {
  public:
    // An event of after `today` has no age. Requires: `settings` outlives this.
    EventWeigher(std::chrono::sys_days today, const LearningSettings& settings)
        : today_(today), settings_(&settings) {}

    std::int32_t weigh(const ReuseEvent& event);  // 0 when it was undone

  private:
    using Tally = std::unordered_map<std::uint64_t, std::uint32_t>;  // by a hash of what is counted

    double share_of_person(const ReuseEvent& event);
    double decay(const ReuseEvent& event) const;

    std::chrono::sys_days today_;
    const LearningSettings* settings_;
    Tally same_case_, same_words_, same_day_;
};

}  // namespace casebook::search
