#include "app/complaints/take_complaint.h"

#include "app/complaints/category_contract.h"
#include "app/complaints/likely_case.h"
#include "app/people/accounts.h"
#include "base/text.h"
#include "domain/facts/facts.h"
#include "domain/nudge.h"
#include "domain/personal_data.h"
#include "search/index.h"

namespace casebook::app {
namespace {

Error refused(const char* code, std::string message, std::string hint, std::string detail = "") {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}, code, std::move(detail)};
}

bool is_way_to_reach(PersonalDataKind kind) {
    switch (kind) {
        case PersonalDataKind::mobile:
        case PersonalDataKind::landline:
        case PersonalDataKind::email:
        case PersonalDataKind::hong_kong_phone:
        case PersonalDataKind::taiwan_phone:
        case PersonalDataKind::foreign_phone:
            return true;
        default:
            return false;
    }
}

// What is masked in the text is kept apart, so that the owner can call back.
std::string contact_in(const std::string& text) {
    for (const PersonalDataFinding& finding : find_personal_data(text))
        if (is_way_to_reach(finding.kind))
            return text.substr(finding.begin, finding.end - finding.begin);
    return "";
}

// Who sees to it: the one who is named, else whoever takes it. A command is nobody.
Result<std::optional<Person>> owner_of(const Workspace& workspace, const Person& by,
                                       const std::string& named) {
    const std::string& name = named.empty() ? by.name : named;
    const auto person = workspace.accounts().find(name);
    if (person && !person->disabled) return person;
    if (named.empty()) return std::optional<Person>();
    return refused("complaint_owner", "There is nobody “" + named + "”",
                   "Choose somebody of the desk", named);
}

// What the customer said already need not be asked again; who knows better changes it.
void add_facts_of_text(Complaint& complaint, const std::vector<std::string>& contract) {
    for (const FactInText& found : find_facts(contract, complaint.text)) {
        if (!found.place || complaint.find_fact(found.fact) != nullptr) continue;
        const std::string words =
            complaint.text.substr(found.place->begin, found.place->end - found.place->begin);
        complaint.facts.push_back({found.fact, std::string(first_characters(words, kLongestFact))});
    }
}

Complaint complaint_of(const Workspace& workspace, const std::string& text,
                       const NewComplaint& taken) {
    Complaint complaint;
    const Timestamp now = workspace.clock().now();
    complaint.text = mask_personal_data(text).text;
    complaint.category = kept_text(taken.category, 100);
    const std::string contact = taken.contact.empty() ? contact_in(text) : taken.contact;
    complaint.contact = trim(first_characters(replace_invalid_utf8(contact), kLongestContact));
    complaint.external_id = taken.external_id;
    complaint.created = taken.created.value_or(now);
    complaint.updated = complaint.customer_heard = now;
    for (const Fact& fact : taken.facts)
        if (complaint.facts.size() < kMostFacts && !trim(fact.value).empty())
            complaint.facts.push_back(
                {kept_text(fact.name, 100), kept_text(fact.value, kLongestFact)});
    const Category contract = contract_of(workspace, complaint.category);
    add_facts_of_text(complaint, contract.facts);
    complaint.next = usual_next_action(complaint.state, contract.nudges, now);
    return complaint;
}

}  // namespace

Result<store::Complaints::Taken> take_complaint(Workspace& workspace, const Person& by,
                                                const NewComplaint& taken) {
    const std::string text(trim(replace_invalid_utf8(taken.text)));
    if (!search::has_words(text))
        return refused("complaint_no_words", "There are no words of a complaint",
                       "Write down what the customer said");
    if (count_characters(text) > kLongestComplaintText)
        return refused("complaint_too_long", "The text is too long", "Shorten it");
    auto owner = owner_of(workspace, by, taken.owner);
    if (!owner) return owner.error();
    Complaint complaint = complaint_of(workspace, text, taken);
    if (*owner) {
        complaint.owner = (*owner)->name;
        complaint.team = (*owner)->team;
    }
    const ComplaintStep first{1, by.name, complaint.updated, StepKind::taken, "", "", 0};
    auto added = workspace.complaint_desk().complaints().add(
        std::move(complaint), first, complaint_event(workspace, by.name, StepKind::taken, 0));
    if (!added || added->was_there) return added;
    note_likely_case(workspace, added->complaint);
    workspace.complaint_desk().tell(
        added->complaint.owner, news_of(added->complaint, ComplaintNews::Kind::assigned, by.name));
    return added;
}

}  // namespace casebook::app
