// A complaint that the desk owns: what was said, who sees to it, what comes next and by when, until it is closed with an outcome.
// Pure values and rules; reading and keeping them is store/complaints.h and app/complaints/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/entry.h"
#include "domain/person.h"

namespace casebook {

using ComplaintNumber = std::int64_t;  // from 1, apart from the ids of entries

enum class ComplaintState {
    open,                    // 处理中
    waiting_for_customer,    // 等客户
    waiting_for_department,  // 等部门
    resolved,                // 已解决: the desk thinks so
    followed_up,             // 已回访: the customer was asked
    closed,                  // 已结案: with an outcome
};
inline constexpr ComplaintState kComplaintStates[] = {ComplaintState::open,
                                                      ComplaintState::waiting_for_customer,
                                                      ComplaintState::waiting_for_department,
                                                      ComplaintState::resolved,
                                                      ComplaintState::followed_up,
                                                      ComplaintState::closed};
std::string_view to_text(ComplaintState state);
std::optional<ComplaintState> parse_complaint_state(std::string_view text);

// One table says which state may follow which; staying in a state is no step from one to another.
bool may_follow(ComplaintState from, ComplaintState to);

// What was done; each change of a complaint is one step.
enum class StepKind {
    taken,
    note,
    called,  // the customer was spoken to
    pushed,  // the department was reminded
    assigned,
    handed_over,
    waiting_for_customer,
    waiting_for_department,
    bounced,  // the back office sent it back: a fact is missing
    changed,  // category, facts, contact, next action
    merged,
    resolved,
    followed_up,
    reopened,
    closed,
    card_sent,
    card_answered,
    apologised,
    draft_made,
};
std::string_view to_text(StepKind kind);
std::optional<StepKind> parse_step_kind(std::string_view text);

struct ComplaintStep {
    std::int64_t version = 0;  // of the complaint after it
    std::string who;           // an account; empty: nobody who is known (the customer, by a card)
    Timestamp when{};
    StepKind kind = StepKind::note;
    std::string note;  // masked
    std::string
        detail;  // the missing fact, the department, the new owner, the other complaint's number
    int minutes = 0;  // of work that it took
};

enum class NextActionKind {
    call_customer,    // 回电给客户
    push_department,  // 催办部门
    apologise,        // 致歉回电: the card came back with a 1
    other,
};
inline constexpr NextActionKind kNextActionKinds[] = {
    NextActionKind::call_customer, NextActionKind::push_department, NextActionKind::apologise,
    NextActionKind::other};
std::string_view to_text(NextActionKind kind);
std::optional<NextActionKind> parse_next_action_kind(std::string_view text);

// Always the owner's to do.
struct NextAction {
    NextActionKind kind = NextActionKind::call_customer;
    std::string what;  // in words; may be empty
    Timestamp due{};
    bool operator==(const NextAction&) const = default;
};

struct Fact {
    std::string name, value;  // the name as the category's contract has it
    bool operator==(const Fact&) const = default;
};

// What it was closed with: knowledge that is there, or that will be.
enum class ClosedWith { nothing, used_case, draft, merged };
std::string_view to_text(ClosedWith with);
std::optional<ClosedWith> parse_closed_with(std::string_view text);

struct Complaint {
    ComplaintNumber number = 0;  // 0: not taken yet
    std::int64_t version = 0;    // counts its changes; a change names the one it was made from
    std::string text;            // what the customer said, masked
    std::string category;        // a path, a/b/c; empty: not known yet
    std::string owner;           // an account
    std::string team;
    std::string department;  // for which it waits
    ComplaintState state = ComplaintState::open;
    Timestamp created{}, updated{};
    Timestamp customer_heard{};  // when somebody last spoke with the customer
    std::optional<NextAction> next;
    std::string contact;      // of the caller: only the owner and leads see it; purged
    std::string external_id;  // of the mail or the row that it came from
    std::vector<Fact> facts;
    EntryId case_id = 0;  // used, or the draft
    ClosedWith closed_with = ClosedWith::nothing;
    ComplaintNumber merged_into = 0;
    Outcome outcome;
    std::optional<Timestamp> closed;
    std::int64_t reuse_event = 0;    // that its closing with a case is; 0: none
    std::optional<Timestamp> stuck;  // since when the rules say that nobody moves it

    bool is_closed() const { return state == ComplaintState::closed; }
    const Fact* find_fact(std::string_view name) const;
};

inline constexpr std::size_t kLongestComplaintText = 20'000;  // characters
inline constexpr std::size_t kLongestNote = 4'000;            // characters
inline constexpr std::size_t kLongestContact = 200;           // characters
inline constexpr std::size_t kLongestFact = 500;              // characters
inline constexpr std::size_t kMostFacts = 40;

// The facts of the contract that the complaint does not have yet, in the contract's order.
std::vector<std::string> missing_facts(const Complaint& complaint,
                                       const std::vector<std::string>& contract);

// Who sees a complaint: leads all; others their own, their team's, and what waits for their team as the department.
bool may_see(const Person& person, const Complaint& complaint);
// The owner and leads.
bool may_see_contact(const Person& person, const Complaint& complaint);
// The same: whoever has it reads how to reach the caller, so nobody takes it for himself.
bool may_hand_over(const Person& person, const Complaint& complaint);

}  // namespace casebook
