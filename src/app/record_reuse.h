// The one door through which it is recorded that a case was used for a complaint, did not fit it, or was copied; and through which
// that is taken back. Personal data in the complaint is masked first. What these functions acknowledged survives a power cut; then
// OutcomeBook and the ReuseListener of the workspace know of it. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "domain/reuse.h"

namespace casebook::app {

// The codes of errors that people see in words of their own ("error.<code>").
inline constexpr const char* kReuseUnknownCase = "reuse_unknown_case";
inline constexpr const char* kReuseHiddenCase = "reuse_hidden_case";
inline constexpr const char* kReuseNoWords = "reuse_no_words";
using store::kUndoneAlready;

// A case that may be suggested, by what a program calls it: the id it had in another system, else its id here.
// Error: not_found; conflict (a draft, invalid or archived, no case).
Result<EntryId> find_reusable_case(const Workspace& workspace, const std::string& name);
Result<EntryId> find_reusable_case(const Workspace& workspace, EntryId id);

// Makes `event` ready to be kept: the text masked and cut to what a search uses, the time filled in. Gives how many places were masked.
// Error: invalid (no words in it, or an outcome out of range).
Result<std::size_t> prepare_reuse_event(const Workspace& workspace, ReuseEvent& event);

// Records prepared events of reusable cases, all or nothing; gives their ids as Database::add_reuse_events does.
Result<std::vector<std::int64_t>> record_prepared(Workspace& workspace,
                                                  std::vector<ReuseEvent> events);

struct RecordedReuse {
    ReuseEvent event;
    bool was_there = false;  // said before about the same list of suggestions, and not undone
    std::size_t masked = 0;
};

// Checks the case, prepares and records one event; saying the same again about the same list (query_id) changes nothing.
Result<RecordedReuse> record_reuse(Workspace& workspace, ReuseEvent event);

// Error: not_found, conflict (kUndoneAlready).
Result<ReuseEvent> undo_reuse(Workspace& workspace, std::int64_t id, const std::string& who);

// From here on what was learnt for the case so far counts no more. Error: not_found.
Result<LearningReset> reset_learning(Workspace& workspace, EntryId case_id, const std::string& who);
Result<LearningReset> undo_learning_reset(Workspace& workspace, std::int64_t id,
                                          const std::string& who);

}  // namespace casebook::app
