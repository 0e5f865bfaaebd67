#include "domain/nudge.h"

#include <algorithm>

namespace casebook {
namespace {

Timestamp after(const Timestamp& time, std::chrono::minutes wait) {
    return {time.instant + wait, time.offset};
}

NextAction action_after(NextActionKind kind, const Timestamp& now, std::chrono::minutes wait) {
    return {kind, "", after(now, wait)};
}

// The customer waits in silence while a department has the complaint.
std::optional<Timestamp> silence_ends(const Complaint& complaint, const NudgeRules& rules) {
    if (complaint.state != ComplaintState::waiting_for_department) return std::nullopt;
    return after(complaint.customer_heard, rules.call_back_after);
}

}  // namespace

std::optional<NextAction> usual_next_action(ComplaintState state, const NudgeRules& rules,
                                            const Timestamp& now) {
    switch (state) {
        case ComplaintState::open:
        case ComplaintState::waiting_for_customer:
            return action_after(NextActionKind::call_customer, now, rules.call_back_after);
        case ComplaintState::waiting_for_department:
            return action_after(NextActionKind::push_department, now, rules.push_after);
        case ComplaintState::resolved:
            return action_after(NextActionKind::call_customer, now, rules.follow_up_after);
        case ComplaintState::followed_up:
            return action_after(NextActionKind::other, now, rules.follow_up_after);
        case ComplaintState::closed:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Nudge> nudge_for(const Complaint& complaint, const NudgeRules& rules,
                               const Timestamp& now) {
    if (!complaint.next) return std::nullopt;
    Nudge nudge{Nudge::Kind::due, complaint.next->kind, complaint.next->due};
    const auto silence = silence_ends(complaint, rules);
    const Timestamp first_due = nudge.due;
    // Of two that are due the later one is news; the other was told.
    const bool silent = silence && silence->instant <= now.instant;
    if (silent && (nudge.due.instant > now.instant || silence->instant >= nudge.due.instant)) {
        nudge.action = NextActionKind::call_customer;
        nudge.due = *silence;
    }
    if (nudge.due.instant > now.instant) return std::nullopt;
    const auto waits_since = std::min(first_due.instant, nudge.due.instant);
    if (waits_since + rules.stuck_after <= now.instant) nudge.kind = Nudge::Kind::stuck;
    return nudge;
}

}  // namespace casebook
