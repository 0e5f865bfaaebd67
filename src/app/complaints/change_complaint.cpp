#include "app/complaints/change_complaint.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/complaints/category_contract.h"
#include "app/people/accounts.h"
#include "app/record_reuse.h"
#include "base/text.h"
#include "domain/nudge.h"
#include "domain/personal_data.h"

namespace casebook::app {
namespace {

constexpr int kMostMinutes = 100'000;
constexpr std::size_t kLongestName = 100;  // of a category, a department, a fact

Error refused(const char* code, std::string message, std::string hint = "",
              std::string detail = "") {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}, code, std::move(detail)};
}

Error no_such(ComplaintNumber number) {
    return {ErrorKind::not_found,
            fmt::format("There is no complaint {}", number),
            "Check its number",
            {},
            "complaint_none"};
}

bool is_longer(const std::optional<std::string>& text, std::size_t limit) {
    return text && count_characters(replace_invalid_utf8(*text)) > limit;
}

bool has_long_fact(const std::vector<Fact>& facts) {
    return facts.size() > kMostFacts || std::any_of(facts.begin(), facts.end(), [](const Fact& f) {
               return is_longer(f.name, kLongestName) || is_longer(f.value, kLongestFact);
           });
}

bool is_outside(const std::optional<int>& minutes) {
    return minutes && (*minutes < 0 || *minutes > kMostMinutes);
}

Result<void> check_sizes(const ComplaintChange& change) {
    const bool too_long =
        is_longer(change.note, kLongestNote) || is_longer(change.detail, kLongestFact) ||
        is_longer(change.category, kLongestName) || is_longer(change.department, kLongestName) ||
        is_longer(change.contact, kLongestContact) ||
        (change.next && is_longer(change.next->what, kLongestNote)) ||
        (change.facts && has_long_fact(*change.facts));
    if (too_long) return refused("complaint_too_long", "A text is too long", "Shorten it");
    if (is_outside(change.minutes) || is_outside(change.total_minutes))
        return refused("complaint_number", "Minutes are 0 to 100000", "Give whole minutes");
    return {};
}

// What it was closed with is no outcome any more; a draft stays its draft.
void reopen(Complaint& complaint) {
    complaint.closed.reset();
    complaint.merged_into = 0;
    complaint.outcome.solved.reset();
    if (complaint.closed_with == ClosedWith::draft) return;
    complaint.closed_with = ClosedWith::nothing;
    complaint.case_id = 0;
}

Result<void> set_state(Complaint& complaint, const ComplaintChange& change) {
    if (!change.state || *change.state == complaint.state) return {};
    if (!may_follow(complaint.state, *change.state))
        return refused("complaint_transition",
                       fmt::format("A complaint does not go from {} to {}",
                                   to_text(complaint.state), to_text(*change.state)),
                       "See /api/v1/openapi.json for what may follow");
    if (complaint.is_closed()) reopen(complaint);
    complaint.state = *change.state;
    complaint.department.clear();
    return {};
}

Result<void> set_owner(const Workspace& workspace, Complaint& complaint,
                       const ComplaintChange& change) {
    if (!change.owner || is_same_account(*change.owner, complaint.owner)) return {};
    const auto person = workspace.accounts().find(*change.owner);
    if (!person || person->disabled)
        return refused("complaint_owner", fmt::format("There is nobody “{}”", *change.owner),
                       "Choose somebody of the desk", *change.owner);
    complaint.owner = person->name;
    complaint.team = person->team;
    return {};
}

void set_facts(Complaint& complaint, const std::vector<Fact>& facts) {
    for (const Fact& given : facts) {
        const Fact fact{kept_text(given.name, kLongestName), kept_text(given.value, kLongestFact)};
        std::erase_if(complaint.facts, [&](const Fact& known) { return known.name == fact.name; });
        if (!fact.name.empty() && !fact.value.empty()) complaint.facts.push_back(fact);
    }
}

Result<void> set_words(Complaint& complaint, const ComplaintChange& change) {
    if (change.category) complaint.category = kept_text(*change.category, kLongestName);
    if (change.department) complaint.department = kept_text(*change.department, kLongestName);
    if (change.contact)
        complaint.contact =
            trim(first_characters(replace_invalid_utf8(*change.contact), kLongestContact));
    if (change.facts) set_facts(complaint, *change.facts);
    const bool waits = complaint.state == ComplaintState::waiting_for_department;
    if (!waits || !complaint.department.empty()) return {};
    return refused("complaint_department", "Nobody is named for whom it waits",
                   "Name the department");
}

// A loop closes with an outcome: solved or not, how long it took, and the knowledge that it leaves behind.
Result<void> set_outcome(const Workspace& workspace, Complaint& complaint,
                         const ComplaintChange& change, const Timestamp& now) {
    if (change.case_id) complaint.case_id = *change.case_id;
    if (change.solved) complaint.outcome.solved = *change.solved;
    if (change.total_minutes) complaint.outcome.minutes = *change.total_minutes;
    if (change.closed_with) complaint.closed_with = *change.closed_with;
    if (!complaint.is_closed() || complaint.closed) return {};
    complaint.closed = now;
    if (complaint.closed_with == ClosedWith::merged) return {};
    const bool whole = complaint.outcome.solved && complaint.outcome.minutes &&
                       complaint.closed_with != ClosedWith::nothing && complaint.case_id != 0;
    if (!whole)
        return refused("complaint_closing",
                       "A complaint closes with an outcome: solved or not, the case that was used "
                       "or a new draft, and the minutes",
                       "Give all three");
    if (complaint.closed_with != ClosedWith::used_case) return {};
    const auto found = find_reusable_case(workspace, complaint.case_id);
    return found ? Result<void>() : found.error();
}

bool speaks_with_customer(StepKind step) {
    return step == StepKind::called || step == StepKind::apologised ||
           step == StepKind::waiting_for_customer || step == StepKind::followed_up;
}

void set_next(const Workspace& workspace, Complaint& complaint, const ComplaintChange& change,
              ComplaintState before, const Timestamp& now) {
    // An apology is due until it is made, whatever else happens to the complaint.
    const bool apology_is_due =
        complaint.next && complaint.next->kind == NextActionKind::apologise && !change.renews_next;
    const std::optional<NextAction> earlier = complaint.next;
    if (change.next) {
        complaint.next = change.next;
        complaint.next->what = kept_text(change.next->what, kLongestNote);
    } else if (change.next_is_done) {
        complaint.next.reset();
    } else if (apology_is_due) {
        return;
    } else if (complaint.is_closed()) {
        complaint.next.reset();
    } else if (complaint.state != before || change.renews_next || !complaint.next) {
        const Category category = contract_of(workspace, complaint.category);
        complaint.next = usual_next_action(complaint.state, category.nudges, now);
    }
    // Else it would be told again with every note.
    if (complaint.next != earlier || speaks_with_customer(change.step)) complaint.stuck.reset();
}

}  // namespace

Error changed_meanwhile(ComplaintNumber number) {
    return {ErrorKind::conflict,
            fmt::format("Complaint {} was changed by somebody else meanwhile", number),
            "Look at what was done, then do it again",
            {},
            store::kComplaintChanged};
}

std::string kept_text(std::string_view text, std::size_t longest) {
    const std::string valid = replace_invalid_utf8(text);
    return mask_personal_data(trim(first_characters(valid, longest))).text;
}

Person machine_person(const std::string& name) {
    Person person;
    person.name = name;
    person.role = Role::admin;
    return person;
}

store::AuditEvent complaint_event(const Workspace& workspace, const std::string& who, StepKind step,
                                  ComplaintNumber number, const std::string& detail) {
    return {workspace.clock().now(), who, fmt::format("complaint.{}", to_text(step)),
            std::to_string(number), detail};
}

Result<Complaint> read_complaint(Workspace& workspace, const Person& by, ComplaintNumber number) {
    auto found = workspace.complaint_desk().complaints().find(number);
    if (!found) return found.error();
    if (!*found || !may_see(by, **found)) return no_such(number);
    return std::move(**found);
}

Result<store::Complaints::Change> prepare_change(Workspace& workspace, const Person& by,
                                                 const ComplaintEdit& edit,
                                                 const ComplaintChange& change) {
    auto complaint = read_complaint(workspace, by, edit.number);
    if (!complaint) return complaint.error();
    if (complaint->version != edit.version) return changed_meanwhile(edit.number);
    if (auto checked = check_sizes(change); !checked) return checked.error();
    const Timestamp now = workspace.clock().now();
    const ComplaintState before = complaint->state;
    if (auto set = set_state(*complaint, change); !set) return set.error();
    if (auto set = set_owner(workspace, *complaint, change); !set) return set.error();
    if (auto set = set_words(*complaint, change); !set) return set.error();
    if (auto set = set_outcome(workspace, *complaint, change, now); !set) return set.error();
    set_next(workspace, *complaint, change, before, now);
    complaint->updated = now;
    if (speaks_with_customer(change.step)) complaint->customer_heard = now;
    ComplaintStep step{0,
                       by.name,
                       now,
                       change.step,
                       kept_text(change.note, kLongestNote),
                       kept_text(change.detail, kLongestFact),
                       change.minutes};
    return store::Complaints::Change{std::move(*complaint), std::move(step)};
}

Result<Complaint> change_complaint(Workspace& workspace, const Person& by,
                                   const ComplaintEdit& edit, const ComplaintChange& change) {
    auto prepared = prepare_change(workspace, by, edit, change);
    if (!prepared) return prepared.error();
    const auto event = complaint_event(workspace, by.name, change.step, edit.number,
                                       change.owner ? prepared->changed.owner : "");
    return workspace.complaint_desk().complaints().change(std::move(prepared->changed),
                                                          std::move(prepared->step), event);
}

}  // namespace casebook::app
