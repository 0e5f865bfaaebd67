// Reading complaints as somebody may see them: one with all that belongs to it, and lists.
#pragma once

#include "app/complaints/change_complaint.h"
#include "domain/category.h"

namespace casebook::app {

struct ComplaintRecord {
    Complaint complaint;  // without the contact where it is not for this person
    bool may_see_contact = false;
    std::vector<ComplaintStep> steps;
    Category contract;
    std::vector<std::string> missing;  // facts of the contract
    std::vector<ComplaintNumber> merged;
    std::vector<store::MergedCaller> merged_callers;  // for whom the contact is
    std::optional<store::ComplaintCard> card;
};

// Error: not_found (complaint_none).
Result<ComplaintRecord> read_complaint_record(Workspace& workspace, const Person& by,
                                              ComplaintNumber number);

enum class ComplaintsView { mine, team, due, stuck, unassigned, all };
std::string_view to_text(ComplaintsView view);
std::optional<ComplaintsView> parse_complaints_view(std::string_view text);

struct ComplaintsRequest {
    ComplaintsView view = ComplaintsView::mine;
    std::optional<ComplaintState> state{};  // none: all that are not closed
    std::size_t first = 0, limit = 50;
};

// Only what `by` may see; contacts left out.
Result<store::ComplaintList> list_complaints(Workspace& workspace, const Person& by,
                                             const ComplaintsRequest& request);

}  // namespace casebook::app
