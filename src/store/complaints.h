// The tables "complaints", "complaint_steps", "complaint_facts" and "complaint_contacts". Every change is one step; both, and the line of the audit trail that
// tells it, are in one transaction. A complaint is never removed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/complaint.h"
#include "store/audit_event.h"

namespace casebook::store {

class Database;

// The code of the error when somebody else changed the complaint since it was read.
inline constexpr const char* kComplaintChanged = "complaint_changed";

// Which complaints; what is not set does not matter.
struct ComplaintQuery {
    enum class Open { any, open, closed };
    enum class Stuck { any, stuck };
    struct Sight {
        std::string account, team;  // its own, its team's, and what waits for its team
    };
    std::optional<Sight> seen_by;
    std::optional<std::string> owner;
    std::optional<std::string> team;
    std::optional<ComplaintState> state;
    Open open = Open::any;
    Stuck stuck = Stuck::any;
    std::optional<std::int64_t> due_until;  // seconds since 1970
    std::size_t first = 0, limit = 50;
};

struct ComplaintList {
    std::size_t total = 0;
    std::vector<Complaint> complaints;  // what is due first comes first; without their facts
};

// What the job has to look at: something is to be done.
struct DueComplaint {
    Complaint complaint;
    std::int64_t told_due =
        0;  // the owner was told of this one; seconds since 1970; negative: the leads were
};

// How somebody is reached whose complaint was taken into another one.
struct MergedCaller {
    ComplaintNumber number = 0;
    std::string contact;
};

struct CategoryNumbers {
    std::string category;
    int complaints = 0, closed = 0, solved = 0;
    int bounced = 0;  // complaints that came back at least once
    int bounces = 0;
    int satisfaction_sum = 0, expectation_sum = 0, answers = 0;
};

class Complaints {
  public:
    // The database outlives it.
    explicit Complaints(const Database& database) : database_(database) {}

    // Gives it with its number; `first` is its first step. One that came from the same source (external_id) is given as it is, its
    // version above 0 before: `was_there`.
    struct Taken {
        Complaint complaint;
        bool was_there = false;
    };
    Result<Taken> add(Complaint complaint, ComplaintStep first, AuditEvent event);

    // `changed` has the version that it was made from; given with the next one. Error: not_found; conflict (kComplaintChanged).
    Result<Complaint> change(Complaint changed, ComplaintStep step, const AuditEvent& event);

    struct Change {
        Complaint changed;
        ComplaintStep step;
    };
    // All or nothing.
    Result<std::vector<Complaint>> change_all(std::vector<Change> changes, const AuditEvent& event);

    Result<std::optional<Complaint>> find(ComplaintNumber number) const;
    Result<std::optional<Complaint>> find_by_source(const std::string& external_id) const;
    // The oldest first.
    Result<std::vector<ComplaintStep>> steps_of(ComplaintNumber number) const;
    Result<std::vector<ComplaintNumber>> merged_into(ComplaintNumber number) const;
    // Of all that were taken into it, also by way of others, and are not forgotten.
    Result<std::vector<MergedCaller>> merged_callers(ComplaintNumber number) const;
    Result<ComplaintList> list(const ComplaintQuery& query) const;
    Result<std::vector<CategoryNumbers>> numbers_by_category() const;

    struct Counts {
        std::size_t complaints = 0, without_all_steps = 0;
    };
    Result<Counts> counts() const;  // for the check of the database

    Result<std::vector<DueComplaint>> with_next_action() const;
    // That somebody was told; `due` as DueComplaint::told_due; no change of what people see but the mark.
    Result<void> note_nudge(ComplaintNumber number, std::int64_t due,
                            const std::optional<Timestamp>& stuck);

    // Closed with a case, and the event of reuse is not recorded yet (or not with what the card said since).
    Result<std::vector<ComplaintNumber>> with_pending_reuse() const;
    Result<void> note_reuse(ComplaintNumber number, std::int64_t event);

    // Forgets how to reach the callers of what was closed before; what was taken into another complaint waits for that one's closing.
    // Their bytes are not in the database's files any more, either; while another program reads those, the journal waits for the next time.
    // Gives how many.
    Result<std::int64_t> purge_contacts(std::int64_t closed_before, const AuditEvent& event);

  private:
    const Database& database_;
    bool journal_is_to_be_emptied_ = true;  // a program that was stopped may not have come to it
};

}  // namespace casebook::store
