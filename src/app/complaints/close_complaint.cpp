#include "app/complaints/close_complaint.h"

#include <fmt/format.h>

#include "app/complaints/likely_case.h"
#include "app/record_reuse.h"
#include "base/log.h"

namespace casebook::app {
namespace {

std::string source_key_of(const Complaint& complaint) {
    return fmt::format("complaint:{}:{}", complaint.number, complaint.version);
}

ReuseEvent event_of(const Workspace& workspace, const Complaint& complaint) {
    ReuseEvent event;
    event.who = complaint.owner;
    event.when = complaint.closed.value_or(workspace.clock().now());
    event.case_id = complaint.case_id;
    event.text = complaint.text;
    event.outcome = complaint.outcome;
    event.source_key = source_key_of(complaint);
    return event;
}

// The one that was recorded before the program was stopped.
Result<std::int64_t> find_recorded(const Workspace& workspace, const ReuseEvent& event) {
    constexpr std::size_t kFarEnough = 1000;
    const auto events = workspace.database().reuse_events_of(event.case_id, kFarEnough);
    if (!events) return events.error();
    for (const ReuseEvent& known : *events)
        if (known.source_key == event.source_key) return known.id;
    return std::int64_t{0};
}

// Whether the event that counts says what the complaint says now.
bool is_settled(const Workspace& workspace, const Complaint& complaint) {
    if (complaint.reuse_event == 0) return false;
    const auto event = workspace.database().find_reuse_event(complaint.reuse_event);
    return event && *event && !(*event)->undone && (*event)->source_key == source_key_of(complaint);
}

Result<void> undo_earlier(Workspace& workspace, const Complaint& complaint) {
    if (complaint.reuse_event == 0) return {};
    const auto undone = undo_reuse(workspace, complaint.reuse_event, complaint.owner);
    if (undone || undone.error().code == kUndoneAlready) return {};
    return undone.error();
}

// "Used" may have been said of the same words at the desk, moments before the complaint was taken: it is one reuse. What was said of
// another call with the same words stays.
void undo_said_at_desk(Workspace& workspace, const ReuseEvent& event, const Timestamp& taken) {
    constexpr std::chrono::hours kOneCall{1};
    constexpr std::size_t kLately = 100;
    const auto events = workspace.database().reuse_events_of(event.case_id, kLately);
    if (!events) return log(events.error());
    for (const ReuseEvent& said : *events) {
        const bool same = said.verdict == Verdict::used && !said.undone &&
                          said.source_key.empty() && said.who == event.who &&
                          said.text == event.text && said.when.instant >= taken.instant - kOneCall;
        if (!same) continue;
        const auto undone = undo_reuse(workspace, said.id, event.who);
        return undone ? void() : log(undone.error());
    }
}

Result<std::int64_t> record(Workspace& workspace, const Complaint& complaint) {
    ReuseEvent event = event_of(workspace, complaint);
    if (const auto prepared = prepare_reuse_event(workspace, event); !prepared)
        return prepared.error();
    undo_said_at_desk(workspace, event, complaint.created);
    const auto ids = record_prepared(workspace, {event});
    if (!ids) return ids.error();
    return ids->front() != 0 ? Result<std::int64_t>(ids->front()) : find_recorded(workspace, event);
}

}  // namespace

Result<int> minutes_of_steps(Workspace& workspace, ComplaintNumber number) {
    const auto steps = workspace.complaint_desk().complaints().steps_of(number);
    if (!steps) return steps.error();
    int minutes = 0;
    for (const ComplaintStep& step : *steps) minutes += step.minutes;
    return minutes;
}

Result<void> settle_reuse(Workspace& workspace, ComplaintNumber number) {
    store::Complaints& complaints = workspace.complaint_desk().complaints();
    const auto found = complaints.find(number);
    if (!found) return found.error();
    if (!*found) return {};
    if ((*found)->closed_with != ClosedWith::used_case) {  // it was opened again
        if (auto undone = undo_earlier(workspace, **found); !undone) return undone;
        return complaints.note_reuse(number, 0);
    }
    if (is_settled(workspace, **found)) return complaints.note_reuse(number, (*found)->reuse_event);
    if (auto undone = undo_earlier(workspace, **found); !undone) return undone;
    const auto event = record(workspace, **found);
    if (!event) return event.error();
    return complaints.note_reuse(number, *event);
}

Result<Complaint> close_complaint(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                  const Closing& closing) {
    const auto before = read_complaint(workspace, by, edit.number);
    if (!before) return before.error();
    const auto minutes = minutes_of_steps(workspace, edit.number);
    if (!minutes) return minutes.error();
    const bool has_draft = before->closed_with == ClosedWith::draft && before->case_id != 0;
    ComplaintChange change;
    change.step = StepKind::closed;
    change.state = ComplaintState::closed;
    change.note = closing.note;
    change.total_minutes = closing.minutes.value_or(*minutes);
    if (closing.solved) change.solved = *closing.solved == Solved::yes;
    change.case_id = closing.case_id != 0 ? closing.case_id : has_draft ? before->case_id : 0;
    change.closed_with = closing.case_id != 0 ? ClosedWith::used_case
                         : has_draft          ? ClosedWith::draft
                                              : ClosedWith::nothing;
    auto changed = change_complaint(workspace, by, edit, change);
    if (!changed) return changed;
    note_case_of_closed(workspace, *changed);
    if (changed->closed_with != ClosedWith::used_case) return changed;
    // What fails now is done by the job that looks every minute.
    if (const auto settled = settle_reuse(workspace, changed->number); !settled)
        log(settled.error());
    return changed;
}

}  // namespace casebook::app
