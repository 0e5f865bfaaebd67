#include "app/record_reuse.h"

#include <fmt/format.h>

#include "app/burst_watch.h"
#include "app/read_entry.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/personal_data.h"

namespace casebook::app {
namespace {

Error unknown_case(const std::string& name) {
    return {ErrorKind::not_found,
            fmt::format("There is no case “{}”", name),
            "Give its id, or the id that it had where it was imported from",
            {},
            kReuseUnknownCase};
}

// Drafts and what is out of date are never suggested, so nobody can have used them from here.
Result<EntryId> reusable(const Entry& entry) {
    if (is_suggestable(entry)) return entry.id;
    return Error{ErrorKind::conflict,
                 fmt::format("Entry {} is no case that is suggested", entry.id),
                 "Only unverified and verified cases can be reused",
                 {},
                 kReuseHiddenCase};
}

// The index has the entry itself; what was saved a moment ago is read from its file.
Result<EntryId> reusable_pending(const Workspace& workspace, EntryId id) {
    const auto read = read_entry(workspace, id);
    if (read) return reusable(read->entry);
    if (read.error().kind == ErrorKind::not_found) return unknown_case(std::to_string(id));
    return read.error();
}

bool is_outside(const std::optional<int>& number, int least, int most) {
    return number && (*number < least || *number > most);
}

Result<void> check_outcome(const Outcome& outcome) {
    constexpr int kLongest = 1'000'000;  // minutes
    if (!is_outside(outcome.satisfaction, 1, 5) && !is_outside(outcome.expectation, 1, 5) &&
        !is_outside(outcome.minutes, 0, kLongest))
        return {};
    return Error{ErrorKind::invalid,
                 "The outcome is out of range",
                 "satisfaction and expectation are 1 to 5, minutes 0 to 1000000",
                 {}};
}

// After a change of what counts; the reuse lock is held.
void tell_change(Workspace& workspace, EntryId case_id) {
    const auto summary = workspace.database().outcome_summary(case_id);
    if (summary)
        workspace.outcomes().replace(case_id, *summary);
    else
        log(summary.error());  // the next start counts again
    if (workspace.reuse_listener() != nullptr) workspace.reuse_listener()->changed(case_id);
}

// The reuse lock is held.
Result<std::vector<std::int64_t>> record_locked(Workspace& workspace,
                                                std::vector<ReuseEvent> events) {
    auto ids = workspace.database().add_reuse_events(events);
    if (!ids) return ids;
    std::vector<ReuseEvent> added;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const bool counts =
            (*ids)[i] != 0 && !events[i].undone;  // a log that is taken over has undone ones
        if (!counts) continue;
        events[i].id = (*ids)[i];
        workspace.outcomes().add(events[i]);
        added.push_back(std::move(events[i]));
    }
    if (workspace.reuse_listener() != nullptr && !added.empty())
        workspace.reuse_listener()->recorded(added);
    workspace.bursts().recorded(added, workspace.clock().now().instant);
    return ids;
}

Result<std::optional<ReuseEvent>> said_before(const Workspace& workspace, const ReuseEvent& event) {
    if (event.query_id.empty()) return std::optional<ReuseEvent>();
    return workspace.database().find_reuse_event(event.query_id, event.case_id, event.verdict);
}

}  // namespace

Result<EntryId> find_reusable_case(const Workspace& workspace, EntryId id) {
    if (workspace.pending().find(id)) return reusable_pending(workspace, id);
    const auto stored = workspace.index().find(id);
    if (!stored) return stored.error();
    return *stored ? reusable((**stored).entry) : Result<EntryId>(unknown_case(std::to_string(id)));
}

Result<EntryId> find_reusable_case(const Workspace& workspace, const std::string& name) {
    if (name.empty()) return unknown_case(name);
    const auto stored = workspace.index().find_by_external_id(name);
    if (!stored) return stored.error();
    if (*stored) return find_reusable_case(workspace, (**stored).entry.id);
    const auto id = parse_entry_id(name);
    return id ? find_reusable_case(workspace, *id) : Result<EntryId>(unknown_case(name));
}

Result<std::size_t> prepare_reuse_event(const Workspace& workspace, ReuseEvent& event) {
    const std::string text(
        trim(first_characters(replace_invalid_utf8(event.text), search::kLongestComplaint)));
    if (!search::has_words(text))
        return Error{ErrorKind::invalid,
                     "There are no words of a complaint",
                     "Give what the customer said",
                     {},
                     kReuseNoWords};
    if (auto checked = check_outcome(event.outcome); !checked) return checked.error();
    MaskedText masked = mask_personal_data(text);
    event.text = std::move(masked.text);
    if (event.when == Timestamp{}) event.when = workspace.clock().now();
    return masked.findings.size();
}

Result<std::vector<std::int64_t>> record_prepared(Workspace& workspace,
                                                  std::vector<ReuseEvent> events) {
    const auto recording = workspace.reuse_lock();
    return record_locked(workspace, std::move(events));
}

Result<RecordedReuse> record_reuse(Workspace& workspace, ReuseEvent event) {
    if (const auto found = find_reusable_case(workspace, event.case_id); !found)
        return found.error();
    const auto masked = prepare_reuse_event(workspace, event);
    if (!masked) return masked.error();
    const auto recording = workspace.reuse_lock();
    auto before = said_before(workspace, event);
    if (!before) return before.error();
    if (*before) return RecordedReuse{std::move(**before), true, *masked};
    const auto ids = record_locked(workspace, {event});
    if (!ids) return ids.error();
    event.id = ids->front();
    return RecordedReuse{std::move(event), false, *masked};
}

Result<ReuseEvent> undo_reuse(Workspace& workspace, std::int64_t id, const std::string& who) {
    const auto recording = workspace.reuse_lock();
    const Timestamp now = workspace.clock().now();
    auto event = workspace.database().undo_reuse_event(id, now, who);
    if (!event) return event;
    tell_change(workspace, event->case_id);
    workspace.bursts().undone(*event, now.instant);
    return event;
}

Result<LearningReset> reset_learning(Workspace& workspace, EntryId case_id,
                                     const std::string& who) {
    if (const auto read = read_entry(workspace, case_id); !read) return read.error();
    const auto recording = workspace.reuse_lock();
    auto reset = workspace.database().reset_learning(case_id, workspace.clock().now(), who);
    if (reset) tell_change(workspace, case_id);
    return reset;
}

Result<LearningReset> undo_learning_reset(Workspace& workspace, std::int64_t id,
                                          const std::string& who) {
    const auto recording = workspace.reuse_lock();
    auto reset = workspace.database().undo_learning_reset(id, workspace.clock().now(), who);
    if (reset) tell_change(workspace, reset->case_id);
    return reset;
}

}  // namespace casebook::app
