// Rules that nudge: when the owner of a complaint is told that it is time, and for what: to call the customer back, or to push the
// department that is stuck. Settings per category (categories.yml), in minutes. Pure.
#pragma once

#include <optional>

#include "domain/complaint.h"
#include "domain/nudge_rules.h"

namespace casebook {

inline constexpr std::chrono::minutes kApologyWithin{240};  // after a card came back with a 1

// What comes next in a state, where nobody says otherwise; none once it is closed.
std::optional<NextAction> usual_next_action(ComplaintState state, const NudgeRules& rules,
                                            const Timestamp& now);

struct Nudge {
    enum class Kind { due, stuck };
    Kind kind = Kind::due;
    NextActionKind action = NextActionKind::call_customer;
    Timestamp due{};  // since when

    bool operator==(const Nudge&) const = default;
};

// None: there is time. While a department has it, the customer who has heard nothing for too long comes first.
std::optional<Nudge> nudge_for(const Complaint& complaint, const NudgeRules& rules,
                               const Timestamp& now);

}  // namespace casebook
