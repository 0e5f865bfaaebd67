#include "app/complaints/tell_who_answers.h"

#include <algorithm>

#include "app/people/accounts.h"

namespace casebook::app {
namespace {

std::vector<Person> leads(const Workspace& workspace) {
    std::vector<Person> people = workspace.accounts().all();
    std::erase_if(people,
                  [](const Person& person) { return person.disabled || person.role < Role::lead; });
    return people;
}

}  // namespace

bool is_answered_for(const Workspace& workspace, const Complaint& complaint) {
    if (complaint.owner.empty()) return false;
    const auto owner = workspace.accounts().find(complaint.owner);
    return owner && !owner->disabled;
}

std::vector<std::string> who_answers(const Workspace& workspace, const Complaint& complaint) {
    if (is_answered_for(workspace, complaint)) return {complaint.owner};
    const std::vector<Person> all = leads(workspace);
    std::vector<std::string> own, names;
    for (const Person& lead : all) {
        names.push_back(lead.name);
        if (!complaint.team.empty() && lead.team == complaint.team) own.push_back(lead.name);
    }
    return own.empty() ? names : own;
}

void tell_who_answers(Workspace& workspace, const Complaint& complaint, const ComplaintNews& news) {
    for (const std::string& account : who_answers(workspace, complaint))
        workspace.complaint_desk().tell(account, news);
}

}  // namespace casebook::app
