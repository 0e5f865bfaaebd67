// casebook.db: what is not knowledge (people and events) and what goes with it: the sequence of ids, the revisions of files, and
// the queue of files that the index has not yet taken in. SQLite through SOCI, one connection that reads and writes.
//
// Journal WAL with synchronous=FULL: what was acknowledged survives a power cut. Migrations run in order when the database is
// opened; a database of a newer program is refused. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/case_link.h"
#include "domain/entry.h"
#include "domain/reuse.h"
#include "store/revision.h"

namespace casebook::store {

// The code of the error when somebody undoes what is undone.
inline constexpr const char* kUndoneAlready = "reuse_undone";

enum class EventChoice {
    all,       // the undone ones and those before a reset, too
    counting,  // those that count: what is learnt is worked out from these alone
};

class Database {
  public:
    // Makes the file and its tables where missing. Error: io, corrupt, conflict (a newer schema).
    static Result<Database> open(const std::filesystem::path& file);

    // For reading alone, beside the program that writes; nothing is migrated, and nothing made but SQLite's own empty -wal and -shm. Error: not_found, io, corrupt, conflict.
    static Result<Database> open_for_reading(const std::filesystem::path& file);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    // Takes `count` ids that were never given out and are larger than `at_least`; returns the first. The others follow.
    Result<EntryId> take_ids(EntryId at_least, std::int64_t count);

    // Records the changes and queues their files for the index, all or nothing; returns the queue's rows in the same order.
    Result<std::vector<QueuedPath>> add_revisions(const std::vector<Revision>& revisions);

    // Newest first, without their texts.
    Result<std::vector<Revision>> revisions_of(EntryId entry, std::size_t limit) const;
    // With its text.
    Result<std::optional<Revision>> find_revision(std::int64_t sequence) const;
    // The fingerprint that the file had after its last known change; empty when it was removed; none when it was never seen.
    Result<std::optional<std::string>> last_fingerprint(const std::string& path) const;
    // The same of every file that was ever seen, by path.
    Result<std::map<std::string, std::string>> last_fingerprints() const;
    // Gives every revision with its text, oldest first.
    Result<void> for_each_revision(const std::function<Result<void>(const Revision&)>& take) const;
    Result<std::int64_t> revision_count() const;

    Result<std::vector<QueuedPath>> queued_paths() const;
    Result<void> remove_queued(std::int64_t up_to_sequence);

    // Records events, all or nothing, durable when it returns. Gives their ids in the same order, each larger than all before;
    // 0 for an event whose source_key was recorded earlier: it stays as it was.
    Result<std::vector<std::int64_t>> add_reuse_events(const std::vector<ReuseEvent>& events);
    Result<std::optional<ReuseEvent>> find_reuse_event(std::int64_t id) const;
    // The one that counts (not undone) for this case and verdict on a list of suggestions.
    Result<std::optional<ReuseEvent>> find_reuse_event(const std::string& query_id, EntryId case_id,
                                                       Verdict verdict) const;
    // Newest first; the undone ones too. `before`: only events with a smaller id.
    Result<std::vector<ReuseEvent>> reuse_events_of(
        EntryId case_id, std::size_t limit,
        std::int64_t before = std::numeric_limits<std::int64_t>::max()) const;
    // The ids of those that count, ascending.
    Result<std::vector<std::int64_t>> counting_reuse_events_of(EntryId case_id) const;
    // Gives the events with a larger id than `after`, in the order of recording. `take` must not come back to the database.
    Result<void> for_each_reuse_event(
        std::int64_t after, EventChoice which,
        const std::function<Result<void>(const ReuseEvent&)>& take) const;
    Result<std::int64_t> reuse_event_count() const;
    // Gives the event as it is then. Error: not_found, conflict (undone already).
    Result<ReuseEvent> undo_reuse_event(std::int64_t id, const Timestamp& when,
                                        const std::string& who);

    // All events of the case until now count no more.
    Result<LearningReset> reset_learning(EntryId case_id, const Timestamp& when,
                                         const std::string& who);
    // As they were in another library's log, up_to_event as it is here.
    Result<void> add_learning_resets(const std::vector<LearningReset>& resets);
    Result<LearningReset> undo_learning_reset(std::int64_t id, const Timestamp& when,
                                              const std::string& who);
    // Newest first; the undone ones too.
    Result<std::vector<LearningReset>> learning_resets_of(EntryId case_id) const;
    Result<void> for_each_learning_reset(
        const std::function<Result<void>(const LearningReset&)>& take) const;

    // From the events that count.
    Result<OutcomeSummary> outcome_summary(EntryId case_id) const;
    Result<std::map<EntryId, OutcomeSummary>> outcome_summaries() const;

    // "These two are the same problem." A link that is there already is given as it is.
    Result<CaseLink> link_cases(EntryId one, EntryId other, const Timestamp& when,
                                const std::string& who);
    // Error: not_found, when they are not linked with each other directly.
    Result<CaseLink> unlink_cases(EntryId one, EntryId other, const Timestamp& when,
                                  const std::string& who);
    // Newest first; the undone ones too.
    Result<std::vector<CaseLink>> case_links_of(EntryId case_id) const;
    Result<std::vector<CaseLink>> case_links() const;
    // As they were in another library, with new ids in the same order.
    Result<void> add_case_links(std::vector<CaseLink> links);
    // The other cases of its problem: those linked with it, and those linked with them. From memory.
    Result<std::vector<EntryId>> same_problem(EntryId case_id) const;

    // Reads the whole database. Error: corrupt, naming what is wrong.
    Result<void> check() const;

    // A copy of the whole as it is at this moment, while others go on; but nobody is signed in there, whenever it is put back. Error: io.
    Result<void> copy_to(const std::filesystem::path& file) const;

    Result<int> schema_version() const;

  private:
    friend class People;            // people.h
    friend class AuditLog;          // audit_log.h
    friend class BurstMarks;        // burst_marks.h
    friend class CaseFlags;         // case_flags.h
    friend class ChangeLog;         // change_log.h
    friend class Complaints;        // complaints.h
    friend class ComplaintCards;    // complaint_cards.h
    friend class FirstUsefulTimes;  // first_useful_times.h
    friend class Notices;           // notices.h
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace casebook::store
