#include "domain/complaint.h"

#include <algorithm>
#include <array>
#include <utility>

namespace casebook {
namespace {

using State = ComplaintState;

constexpr std::pair<State, std::string_view> kStateNames[] = {
    {State::open, "open"},
    {State::waiting_for_customer, "waiting_for_customer"},
    {State::waiting_for_department, "waiting_for_department"},
    {State::resolved, "resolved"},
    {State::followed_up, "followed_up"},
    {State::closed, "closed"}};

constexpr std::pair<StepKind, std::string_view> kStepNames[] = {
    {StepKind::taken, "taken"},
    {StepKind::note, "note"},
    {StepKind::called, "called"},
    {StepKind::pushed, "pushed"},
    {StepKind::assigned, "assigned"},
    {StepKind::handed_over, "handed_over"},
    {StepKind::waiting_for_customer, "waiting_for_customer"},
    {StepKind::waiting_for_department, "waiting_for_department"},
    {StepKind::bounced, "bounced"},
    {StepKind::changed, "changed"},
    {StepKind::merged, "merged"},
    {StepKind::resolved, "resolved"},
    {StepKind::followed_up, "followed_up"},
    {StepKind::reopened, "reopened"},
    {StepKind::closed, "closed"},
    {StepKind::card_sent, "card_sent"},
    {StepKind::card_answered, "card_answered"},
    {StepKind::apologised, "apologised"},
    {StepKind::draft_made, "draft_made"}};

constexpr std::pair<NextActionKind, std::string_view> kActionNames[] = {
    {NextActionKind::call_customer, "call_customer"},
    {NextActionKind::push_department, "push_department"},
    {NextActionKind::apologise, "apologise"},
    {NextActionKind::other, "other"}};

constexpr std::pair<ClosedWith, std::string_view> kClosedNames[] = {{ClosedWith::nothing, ""},
                                                                    {ClosedWith::used_case, "case"},
                                                                    {ClosedWith::draft, "draft"},
                                                                    {ClosedWith::merged, "merged"}};

// From (row) to (column), in the order of ComplaintState.
constexpr bool kMayFollow[6][6] = {
    // open   wait_c wait_d resolv followd closed
    {false, true, true, true, false, true},    // open
    {true, false, true, true, false, true},    // waiting_for_customer
    {true, true, false, true, false, true},    // waiting_for_department
    {true, false, false, false, true, true},   // resolved
    {true, false, false, false, false, true},  // followed_up
    {true, false, false, false, false, false}  // closed
};

template <class Value, std::size_t Size>
std::string_view name_in(const std::pair<Value, std::string_view> (&names)[Size], Value value) {
    for (const auto& [known, name] : names)
        if (known == value) return name;
    return "";
}

template <class Value, std::size_t Size>
std::optional<Value> find_in(const std::pair<Value, std::string_view> (&names)[Size],
                             std::string_view text) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    return std::nullopt;
}

bool is_team(const Person& person, const std::string& team) {
    return !person.team.empty() && person.team == team;
}

}  // namespace

std::string_view to_text(ComplaintState state) {
    return name_in(kStateNames, state);
}
std::optional<ComplaintState> parse_complaint_state(std::string_view text) {
    return find_in(kStateNames, text);
}
std::string_view to_text(StepKind kind) {
    return name_in(kStepNames, kind);
}
std::optional<StepKind> parse_step_kind(std::string_view text) {
    return find_in(kStepNames, text);
}
std::string_view to_text(NextActionKind kind) {
    return name_in(kActionNames, kind);
}
std::optional<NextActionKind> parse_next_action_kind(std::string_view text) {
    return find_in(kActionNames, text);
}
std::string_view to_text(ClosedWith with) {
    return name_in(kClosedNames, with);
}
std::optional<ClosedWith> parse_closed_with(std::string_view text) {
    return find_in(kClosedNames, text);
}

bool may_follow(ComplaintState from, ComplaintState to) {
    return kMayFollow[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
}

const Fact* Complaint::find_fact(std::string_view name) const {
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const Fact& fact) { return fact.name == name; });
    return found == facts.end() ? nullptr : &*found;
}

std::vector<std::string> missing_facts(const Complaint& complaint,
                                       const std::vector<std::string>& contract) {
    std::vector<std::string> missing;
    for (const std::string& name : contract)
        if (complaint.find_fact(name) == nullptr) missing.push_back(name);
    return missing;
}

bool may_see(const Person& person, const Complaint& complaint) {
    return person.role >= Role::lead || is_same_account(person.name, complaint.owner) ||
           is_team(person, complaint.team) || is_team(person, complaint.department);
}

bool may_see_contact(const Person& person, const Complaint& complaint) {
    return person.role >= Role::lead || is_same_account(person.name, complaint.owner);
}

bool may_hand_over(const Person& person, const Complaint& complaint) {
    return may_see_contact(person, complaint);
}

}  // namespace casebook
