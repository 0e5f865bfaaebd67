// The one door through which a complaint that is there changes. Each change is one step, made from a version that somebody read; masked,
// durable with its line of the audit trail, and told to whom it concerns, when its function returns. The use cases beside this file say what
// they change; this one knows what must hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/complaints/complaint_desk.h"
#include "app/workspace.h"

namespace casebook::app {

// Which complaint, as it was read.
struct ComplaintEdit {
    ComplaintNumber number = 0;
    std::int64_t version = 0;
};

// What of it is to be different; the rest stays.
struct ComplaintChange {
    StepKind step = StepKind::note;
    std::string note;
    std::string detail;
    int minutes = 0;
    std::optional<ComplaintState> state{};
    std::optional<std::string> owner{}, category{}, department{}, contact{};
    std::optional<std::vector<Fact>>
        facts{};                       // those that are named; an empty value takes one away
    std::optional<NextAction> next{};  // else the usual one, when the state changes
    bool renews_next = false;          // the usual one again, counted from now
    bool next_is_done = false;         // and nothing else is to be done
    std::optional<ClosedWith> closed_with{};
    std::optional<EntryId> case_id{};
    std::optional<bool> solved{};
    std::optional<int> total_minutes{};  // of the whole complaint
};

// Error: not_found (complaint_none: also what `by` may not see); conflict (complaint_changed); invalid with the codes complaint_transition,
// complaint_closing, complaint_owner, complaint_department, complaint_too_long, complaint_number, reuse_…; io.
Result<Complaint> change_complaint(Workspace& workspace, const Person& by,
                                   const ComplaintEdit& edit, const ComplaintChange& change);

// The same without keeping it: for changes that go together.
Result<store::Complaints::Change> prepare_change(Workspace& workspace, const Person& by,
                                                 const ComplaintEdit& edit,
                                                 const ComplaintChange& change);

// As `by` may see it. Error: not_found (complaint_none).
Result<Complaint> read_complaint(Workspace& workspace, const Person& by, ComplaintNumber number);

// Error of a change that was made from another version: conflict (complaint_changed).
Error changed_meanwhile(ComplaintNumber number);

// Who acts where no person does: a command, the rules.
Person machine_person(const std::string& name);

// The line of the audit trail of a step.
store::AuditEvent complaint_event(const Workspace& workspace, const std::string& who, StepKind step,
                                  ComplaintNumber number, const std::string& detail = "");

// Cut, trimmed, valid, masked.
std::string kept_text(std::string_view text, std::size_t longest);

}  // namespace casebook::app
