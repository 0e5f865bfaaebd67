#include "web/forms/complaint_form.h"

#include <charconv>
#include <utility>

#include "app/complaints/add_step.h"
#include "app/complaints/bounce_complaint.h"
#include "app/complaints/change_details.h"
#include "app/complaints/close_complaint.h"
#include "app/complaints/hand_over.h"
#include "app/complaints/merge_complaints.h"
#include "app/complaints/move_complaint.h"
#include "app/complaints/wait_for.h"
#include "app/read_entry.h"
#include "base/text.h"

namespace casebook::web {
namespace {

using app::ComplaintEdit;
using Done = Result<Complaint>;

Error refused(const char* code, std::string message) {
    return {ErrorKind::invalid, std::move(message), "", {}, code};
}

std::optional<int> parse_number(const std::string& text) {
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                      : std::nullopt;
}

// The fields that several actions have.
struct Typed {
    const Visit& visit;

    std::string text(const std::string& name) const {
        return std::string(trim(replace_invalid_utf8(visit.request().form_value(name))));
    }
    // Nothing typed is none; what is no number is refused by the use case's range.
    int minutes() const { return optional_minutes("minutes").value_or(0); }
    std::optional<int> optional_minutes(const std::string& name) const {
        const std::string typed = text(name);
        return typed.empty() ? std::nullopt : std::optional(parse_number(typed).value_or(-1));
    }
    std::optional<Timestamp> due() const { return parse_due(visit, text("due")); }
    bool has_broken_due() const { return !text("due").empty() && !due(); }
    std::optional<NextAction> next() const {
        const auto when = due();
        if (!when) return std::nullopt;
        const auto kind = parse_next_action_kind(text("next"));
        return NextAction{kind.value_or(NextActionKind::call_customer), text("what"), *when};
    }
};

Done note(const Typed& typed, const ComplaintEdit& edit, StepKind kind) {
    return app::add_step(typed.visit.workspace(), typed.visit.person(), edit,
                         {kind, typed.text("note"), typed.minutes(), typed.next()});
}
Done do_note(const Typed& typed, const ComplaintEdit& edit) {
    return note(typed, edit, StepKind::note);
}
Done do_called(const Typed& typed, const ComplaintEdit& edit) {
    return note(typed, edit, StepKind::called);
}
Done do_pushed(const Typed& typed, const ComplaintEdit& edit) {
    return note(typed, edit, StepKind::pushed);
}
Done do_apologised(const Typed& typed, const ComplaintEdit& edit) {
    return note(typed, edit, StepKind::apologised);
}

Done wait(const Typed& typed, const ComplaintEdit& edit, ComplaintState state) {
    return app::wait_for(
        typed.visit.workspace(), typed.visit.person(), edit,
        {state, typed.text("department"), typed.text("note"), typed.minutes(), typed.due()});
}
Done do_wait_customer(const Typed& typed, const ComplaintEdit& edit) {
    return wait(typed, edit, ComplaintState::waiting_for_customer);
}
Done do_wait_department(const Typed& typed, const ComplaintEdit& edit) {
    return wait(typed, edit, ComplaintState::waiting_for_department);
}

Done move(const Typed& typed, const ComplaintEdit& edit, ComplaintState to) {
    return app::move_complaint(typed.visit.workspace(), typed.visit.person(), edit,
                               {to, typed.text("note"), typed.minutes()});
}
Done do_resolve(const Typed& typed, const ComplaintEdit& edit) {
    return move(typed, edit, ComplaintState::resolved);
}
Done do_follow_up(const Typed& typed, const ComplaintEdit& edit) {
    return move(typed, edit, ComplaintState::followed_up);
}
Done do_reopen(const Typed& typed, const ComplaintEdit& edit) {
    return move(typed, edit, ComplaintState::open);
}

Done do_hand_over(const Typed& typed, const ComplaintEdit& edit) {
    const auto next = typed.next();
    if (!next) return refused("complaint_due", "A hand-over says by when");
    return app::hand_over_complaint(
        typed.visit.workspace(), typed.visit.person(), edit,
        {typed.text("owner"), *next, typed.text("note"), typed.minutes()});
}

Done do_bounce(const Typed& typed, const ComplaintEdit& edit) {
    const std::string other = typed.text("other_fact");
    return app::bounce_complaint(typed.visit.workspace(), typed.visit.person(), edit,
                                 {other.empty() ? typed.text("fact") : other, typed.text("note")});
}

Done do_merge(const Typed& typed, const ComplaintEdit& edit) {
    const auto into = app::parse_entry_id(typed.text("into"));
    return app::merge_complaint(typed.visit.workspace(), typed.visit.person(), edit,
                                into.value_or(0));
}

// Facts come as pairs of fields, fact_name_0 and fact_value_0 and so on.
std::vector<Fact> facts_in(const Typed& typed) {
    std::vector<Fact> facts;
    for (std::size_t i = 0; i < kMostFacts; ++i) {
        const std::string name = typed.text("fact_name_" + std::to_string(i));
        if (!name.empty()) facts.push_back({name, typed.text("fact_value_" + std::to_string(i))});
    }
    return facts;
}

Done do_details(const Typed& typed, const ComplaintEdit& edit) {
    app::Details details;
    details.category = typed.text("category");
    details.facts = facts_in(typed);
    if (typed.visit.request().form.contains("contact")) details.contact = typed.text("contact");
    details.next = typed.next();
    return app::change_details(typed.visit.workspace(), typed.visit.person(), edit, details);
}

Done do_close(const Typed& typed, const ComplaintEdit& edit) {
    app::Closing closing;
    const std::string solved = typed.text("solved");
    if (solved == "yes") closing.solved = app::Solved::yes;
    if (solved == "no") closing.solved = app::Solved::no;
    const std::string other = typed.text("other_case");
    const std::string chosen = other.empty() ? typed.text("case") : other;
    closing.case_id = app::parse_entry_id(chosen).value_or(chosen.empty() ? 0 : -1);
    closing.minutes = typed.optional_minutes("total_minutes");
    closing.note = typed.text("note");
    return app::close_complaint(typed.visit.workspace(), typed.visit.person(), edit, closing);
}

constexpr std::pair<std::string_view, Done (*)(const Typed&, const ComplaintEdit&)> kActions[] = {
    {"note", do_note},
    {"called", do_called},
    {"pushed", do_pushed},
    {"apologised", do_apologised},
    {"wait_customer", do_wait_customer},
    {"wait_department", do_wait_department},
    {"resolve", do_resolve},
    {"follow_up", do_follow_up},
    {"reopen", do_reopen},
    {"hand_over", do_hand_over},
    {"bounce", do_bounce},
    {"merge", do_merge},
    {"details", do_details},
    {"close", do_close}};

}  // namespace

Result<Complaint> do_complaint_action(const Visit& visit, const app::ComplaintEdit& edit,
                                      const std::string& action) {
    const Typed typed{visit};
    if (typed.has_broken_due()) return refused("complaint_due", "There is no such time");
    for (const auto& [name, act] : kActions)
        if (name == action) return act(typed, edit);
    return refused("complaint_action", "There is no such action");
}

std::optional<Timestamp> parse_due(const Visit& visit, const std::string& text) {
    return parse_timestamp(text, visit.workspace().clock().now().offset);
}

std::string due_text(const Timestamp& due) {
    return due.text().substr(0, 16);
}

}  // namespace casebook::web
