#include "web/views/complaint_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/views/found_views.h"
#include "web/views/person_names.h"

namespace casebook::web {

using render::View;

namespace {

std::string mark_text(const std::optional<int>& mark) {
    return mark ? std::to_string(*mark) : "";
}

// Chosen: the owner, or who was chosen before.
std::vector<ComplaintChoiceView> people_choices(const Visit& visit, const std::string& chosen) {
    std::vector<ComplaintChoiceView> choices;
    for (const Person& person : visit.accounts().all())
        if (!person.disabled)
            choices.push_back({person.name,
                               person.team.empty()
                                   ? person.shown_name()
                                   : fmt::format("{} · {}", person.shown_name(), person.team),
                               is_same_account(person.name, chosen)});
    return choices;
}

std::vector<ComplaintChoiceView> category_choices(const Visit& visit) {
    std::vector<ComplaintChoiceView> choices;
    const auto categories = visit.workspace().categories().all();
    for (const Category& category : *categories) choices.push_back({category.path, "", false});
    return choices;
}

std::vector<ComplaintChoiceView> action_choices(const Visit& visit, const std::string& chosen) {
    std::vector<ComplaintChoiceView> choices;
    for (const NextActionKind kind : kNextActionKinds)
        choices.push_back({std::string(to_text(kind)),
                           complaint_label(visit, "next", to_text(kind)), to_text(kind) == chosen});
    return choices;
}

std::string closed_label_of(const Visit& visit, const Complaint& complaint) {
    if (!complaint.is_closed()) return "";
    return complaint_label(visit, "closed_with", to_text(complaint.closed_with));
}

std::string card_state_of(const Visit& visit, const app::ComplaintRecord& record) {
    if (!record.card) return "";
    if (record.card->answered == 0) return visit.message("complaint.card.sent");
    switch (record.card->answer.visit) {
        case store::CardAnswer::Visit::first:
            return visit.message("complaint.card.answered.first");
        case store::CardAnswer::Visit::again:
            return visit.message("complaint.card.answered.again");
        case store::CardAnswer::Visit::unknown:
            break;
    }
    return visit.message("complaint.card.answered");
}

void set_outcome(ComplaintView& view, const Visit& visit, const Complaint& complaint) {
    const Outcome& outcome = complaint.outcome;
    view.satisfaction = mark_text(outcome.satisfaction);
    view.expectation = mark_text(outcome.expectation);
    view.minutes = mark_text(outcome.minutes);
    if (outcome.solved)
        view.solved_label =
            visit.message(*outcome.solved ? "complaint.solved.yes" : "complaint.solved.no");
    view.closed_label = closed_label_of(visit, complaint);
    view.closed_at = complaint.closed ? minute_of(*complaint.closed) : "";
    if (complaint.case_id != 0) view.case_url = fmt::format("/cases/{}", complaint.case_id);
    if (complaint.merged_into != 0) view.merged_into = std::to_string(complaint.merged_into);
    view.has_draft = complaint.closed_with == ClosedWith::draft && complaint.case_id != 0;
}

// Which buttons there are.
void set_ways(ComplaintView& view, const Complaint& complaint) {
    const ComplaintState state = complaint.state;
    view.is_closed = complaint.is_closed();
    view.may_resolve = may_follow(state, ComplaintState::resolved);
    view.may_follow_up = may_follow(state, ComplaintState::followed_up);
    view.may_reopen = may_follow(state, ComplaintState::open);
    view.may_wait_customer = may_follow(state, ComplaintState::waiting_for_customer);
    view.may_wait_department = may_follow(state, ComplaintState::waiting_for_department);
    view.may_bounce = state == ComplaintState::waiting_for_department;
    view.may_send_card =
        state == ComplaintState::resolved || state == ComplaintState::followed_up || view.is_closed;
    view.has_apology = complaint.next && complaint.next->kind == NextActionKind::apologise;
}

void set_next(ComplaintView& view, const Visit& visit, const Complaint& complaint) {
    view.next_label = next_label_of(visit, complaint);
    if (complaint.next) {
        view.next_what = complaint.next->what;
        view.next_due = minute_of(complaint.next->due);
    }
    view.is_late = is_overdue(visit, complaint);
    if (complaint.stuck) view.stuck_since = minute_of(*complaint.stuck);
}

std::vector<ComplaintChoiceView> plain_choices(const std::vector<std::string>& names,
                                               const std::string& chosen = "") {
    std::vector<ComplaintChoiceView> choices;
    for (const std::string& name : names)
        choices.push_back({name, name, !chosen.empty() && name == chosen});
    return choices;
}

std::string minutes_of(const app::ComplaintRecord& record) {
    int minutes = 0;
    for (const ComplaintStep& step : record.steps) minutes += step.minutes;
    return std::to_string(minutes);
}

void give_details_back(ComplaintTyped& fields, const Visit& visit, const TypedComplaint& typed,
                       const Complaint& complaint) {
    const GivenBack category = typed.detail("category", complaint.category);
    fields.category = category.value;
    fields.category_now = now_is(visit, category);
    const GivenBack contact = typed.detail("contact", complaint.contact);
    fields.contact = contact.value;
    fields.contact_now = now_is(visit, contact);
}

// A form may be gone when it comes back, because somebody else took the complaint further: its words are kept where there is room.
std::string note_of(const ComplaintView& view, const TypedComplaint& typed) {
    if (typed.form() == ComplaintForm::bounce && !view.may_bounce)
        return typed.text(ComplaintForm::bounce, "note");
    if (typed.form() == ComplaintForm::hand_over && !view.may_hand_over)
        return typed.text(ComplaintForm::hand_over, "what");
    return typed.text(ComplaintForm::step, "note");
}

ComplaintTyped typed_of(const ComplaintView& view, const Visit& visit, const TypedComplaint& typed,
                        const app::ComplaintRecord& record) {
    using Form = ComplaintForm;
    const Complaint& complaint = record.complaint;
    ComplaintTyped fields;
    fields.note = note_of(view, typed);
    fields.minutes = typed.text(Form::step, "minutes");
    fields.department = typed.text(Form::step, "department", record.contract.department);
    fields.due = typed.text(Form::step, "due");
    give_details_back(fields, visit, typed, complaint);
    fields.what = typed.text(Form::hand_over, "what");
    fields.hand_over_due = typed.text(Form::hand_over, "due");
    fields.other_fact = typed.text(Form::bounce, "other_fact");
    fields.bounce_note = typed.text(Form::bounce, "note");
    fields.into = typed.text(Form::merge, "into");
    fields.solved = typed.text(Form::close, "solved");
    fields.case_id =
        typed.text(Form::close, "case", view.has_draft ? "" : std::to_string(complaint.case_id));
    fields.other_case = typed.text(Form::close, "other_case");
    fields.total_minutes = typed.text(Form::close, "total_minutes", minutes_of(record));
    fields.has_hand_over = typed.form() == Form::hand_over;
    fields.has_bounce = typed.form() == Form::bounce;
    fields.has_merge = typed.form() == Form::merge;
    return fields;
}

// The cases that fit may be others by now.
void keep_case_without_choice(ComplaintView& view, const TypedComplaint& typed) {
    const std::string chosen = typed.text(ComplaintForm::close, "case");
    const bool is_there = std::any_of(view.cases.begin(), view.cases.end(),
                                      [](const ComplaintCaseView& one) { return one.selected; });
    if (!chosen.empty() && !is_there && view.typed.other_case.empty())
        view.typed.other_case = chosen;
}

// With what may be chosen, as it was chosen.
void set_choices(ComplaintView& view, const Visit& visit, const TypedComplaint& typed,
                 const app::ComplaintRecord& record) {
    const auto handed = [&](const char* name, const std::string& otherwise) {
        return typed.text(ComplaintForm::hand_over, name, otherwise);
    };
    view.people = people_choices(visit, handed("owner", record.complaint.owner));
    view.actions =
        action_choices(visit, handed("next", std::string(to_text(NextActionKind::call_customer))));
    view.contract = plain_choices(record.contract.facts, typed.text(ComplaintForm::bounce, "fact"));
    view.categories = category_choices(visit);
    view.cases = case_views(visit, record.complaint, view.typed.case_id);
    keep_case_without_choice(view, typed);
}

}  // namespace

void ComplaintTyped::fill(View& view) const {
    view.text("typed_note", note);
    view.text("typed_minutes", minutes);
    view.text("typed_department", department);
    view.text("typed_due", due);
    view.text("typed_category", category);
    view.optional_text("category_now", category_now);
    view.text("typed_contact", contact);
    view.optional_text("contact_now", contact_now);
    view.text("typed_what", what);
    view.text("typed_hand_over_due", hand_over_due);
    view.text("typed_fact", other_fact);
    view.text("typed_bounce_note", bounce_note);
    view.text("typed_into", into);
    view.flag("typed_solved", solved == "yes");
    view.flag("typed_unsolved", solved == "no");
    view.flag("typed_no_case", case_id.empty());
    view.text("typed_other_case", other_case);
    view.text("typed_total_minutes", total_minutes);
    view.flag("typed_hand_over", has_hand_over);
    view.flag("typed_bounce", has_bounce);
    view.flag("typed_merge", has_merge);
}

ComplaintView ComplaintView::of(const Visit& visit, const app::ComplaintRecord& record) {
    const Complaint& complaint = record.complaint;
    ComplaintView view;
    view.number = complaint.number;
    view.version = complaint.version;
    view.text = complaint.text;
    view.category = complaint.category;
    view.owner = shown_name_of(visit, complaint.owner);
    view.team = complaint.team;
    view.department = complaint.department;
    view.state = to_text(complaint.state);
    view.state_label = complaint_label(visit, "state", view.state);
    view.created = minute_of(complaint.created);
    view.contact = complaint.contact;
    view.may_see_contact = record.may_see_contact;
    view.card_state = card_state_of(visit, record);
    if (record.card) view.card_source = record.card->answer.source;
    set_next(view, visit, complaint);
    set_outcome(view, visit, complaint);
    set_ways(view, complaint);
    view.may_hand_over = casebook::may_hand_over(visit.person(), complaint);
    const std::string read = visit.request().form_value("version");
    for (const ComplaintStep& step : record.steps)
        view.steps.push_back(ComplaintStepView::of(
            visit, step, read.empty() ? 0 : std::strtoll(read.c_str(), nullptr, 10)));
    view.missing = plain_choices(record.missing);
    for (const ComplaintNumber number : record.merged)
        view.merged.push_back({std::to_string(number), "", false});
    for (const store::MergedCaller& caller : record.merged_callers)
        view.callers.push_back({std::to_string(caller.number), caller.contact, false});
    const TypedComplaint typed(visit);
    view.facts = fact_views(visit, typed, record);
    view.typed = typed_of(view, visit, typed, record);
    set_choices(view, visit, typed, record);
    return view;
}

void ComplaintView::fill(View& page) const {
    page.number("number", number);
    page.number("version", version);
    page.text("complaint_text", text);
    page.optional_text("category", category);
    page.optional_text("owner", owner);
    page.optional_text("team", team);
    page.optional_text("department", department);
    page.text("state", state);
    page.text("state_label", state_label);
    page.text("created", created);
    page.text("contact", contact);
    page.flag("may_see_contact", may_see_contact);
    page.optional_text("next_label", next_label);
    page.optional_text("next_what", next_what);
    page.text("next_due", next_due);
    page.flag("is_late", is_late);
    page.optional_text("stuck_since", stuck_since);
    page.flag("is_closed", is_closed);
    page.text("closed_label", closed_label);
    page.text("closed_at", closed_at);
    page.optional_text("case_url", case_url);
    page.optional_text("merged_into", merged_into);
    page.optional_text("satisfaction", satisfaction);
    page.optional_text("expectation", expectation);
    page.optional_text("minutes", minutes);
    page.optional_text("solved_label", solved_label);
    page.optional_text("card_link", card_link);
    page.optional_text("card_state", card_state);
    page.optional_text("card_source", card_source);
    page.optional_text("error_message", error_message);
    page.text("error_hint", error_hint);
    page.optional_text("notice_done", notice);
    page.flag("may_resolve", may_resolve);
    page.flag("may_follow_up", may_follow_up);
    page.flag("may_reopen", may_reopen);
    page.flag("may_wait_customer", may_wait_customer);
    page.flag("may_wait_department", may_wait_department);
    page.flag("may_bounce", may_bounce);
    page.flag("may_hand_over", may_hand_over);
    page.flag("may_send_card", may_send_card);
    page.flag("has_apology", has_apology);
    page.flag("has_draft", has_draft);
    page.list("steps", steps);
    page.list("facts", facts);
    page.flag("has_missing", !missing.empty());
    page.list("missing", missing);
    page.list("contract", contract);
    page.flag("has_merged", !merged.empty());
    page.list("merged", merged);
    page.flag("has_callers", !callers.empty());
    page.list("callers", callers);
    page.list("people", people);
    page.list("categories", categories);
    page.list("actions", actions);
    page.list("cases", cases);
    typed.fill(page);
}

}  // namespace casebook::web
