#include "app/complaints/change_details.h"

#include "base/text.h"

namespace casebook::app {
namespace {

// So that whoever reads the step knows what is different: names of facts, and of members as the API has them.
std::string changed_names(const Complaint& before, const Details& details) {
    std::vector<std::string> names;
    if (details.category && trim(*details.category) != before.category)
        names.emplace_back("category");
    for (const Fact& fact : details.facts.value_or(std::vector<Fact>())) {
        const Fact* known = before.find_fact(fact.name);
        if (trim(fact.value) != (known == nullptr ? "" : known->value)) names.push_back(fact.name);
    }
    if (details.contact && trim(*details.contact) != before.contact) names.emplace_back("contact");
    if (details.next && details.next != before.next) names.emplace_back("next_action");
    return std::string(first_characters(join(names, ", "), kLongestFact));
}

}  // namespace

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
    change.detail = changed_names(*before, details);
    change.category = details.category;
    change.facts = details.facts;
    change.contact = details.contact;
    change.next = details.next;
    return change_complaint(workspace, by, edit, change);
}

}  // namespace casebook::app
