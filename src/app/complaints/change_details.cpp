#include "app/complaints/change_details.h"

namespace casebook::app {

Result<Complaint> change_details(Workspace& workspace, const Person& by, const ComplaintEdit& edit,
                                 const Details& details) {
    const auto before = read_complaint(workspace, by, edit.number);
    if (!before) return before.error();
    if (details.contact && !may_see_contact(by, *before))
        return Error{ErrorKind::forbidden,
                     "How to reach the caller is for the owner and leads",
                     "Ask one of them",
                     {},
                     "complaint_contact"};
    ComplaintChange change;
    change.step = StepKind::changed;
    change.category = details.category;
    change.facts = details.facts;
    change.contact = details.contact;
    change.next = details.next;
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
