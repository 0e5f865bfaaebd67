#include "app/complaints/tell_who_answers.h"

#include <algorithm>
#include <utility>

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

void tell_who_answers(Workspace& workspace, const Complaint& complaint, ComplaintNews news) {
    GatheredNews one;
    one.add(workspace, complaint, std::move(news));
    one.tell(workspace);
}

void GatheredNews::add(const Workspace& workspace, const Complaint& complaint, ComplaintNews news) {
    Hearers hearers = who_answers(workspace, complaint);
    if (is_answered_for(workspace, complaint)) {
        single_.emplace_back(std::move(hearers), std::move(news));
        return;
    }
    const auto [known, is_new] = together_.try_emplace({std::move(hearers), news.kind});
    if (is_new) known->second.first = std::move(news);
    ++known->second.count;
}

void GatheredNews::tell(Workspace& workspace) {
    for (auto& [who, news] : std::exchange(together_, {})) {
        if (news.count > 1) {
            news.first.others = news.count - 1;
            news.first.detail = "×" + std::to_string(news.count);
        }
        single_.emplace_back(who.first, std::move(news.first));
    }
    for (const auto& [hearers, news] : std::exchange(single_, {}))
        for (const std::string& account : hearers) workspace.complaint_desk().tell(account, news);
}

}  // namespace casebook::app
