// The settings of the rules that nudge (nudge.h), per category, in minutes.
#pragma once

#include <chrono>

namespace casebook {

struct NudgeRules {
    std::chrono::minutes call_back_after{240};   // the customer has not been spoken to for so long
    std::chrono::minutes push_after{120};        // the department has had it for so long
    std::chrono::minutes follow_up_after{1440};  // after it was resolved, the customer is asked
    std::chrono::minutes stuck_after{240};       // what was due is still not done: it is stuck

    bool operator==(const NudgeRules&) const = default;
};

}  // namespace casebook
