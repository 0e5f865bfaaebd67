#include "web/views/complaint_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/complaints/complaint_desk.h"
#include "base/text.h"
#include "web/forms/complaint_form.h"
#include "web/views/found_views.h"

namespace casebook::web {

using render::View;

namespace {

constexpr std::size_t kLongestSubject = 60;  // characters
constexpr std::size_t kSuggestedCases = 3;

std::string label_of(const Visit& visit, std::string_view group, std::string_view name) {
    return visit.message(fmt::format("complaint.{}.{}", group, name));
}

bool is_overdue(const Visit& visit, const Complaint& complaint) {
    return complaint.next && complaint.next->due.instant <= visit.workspace().clock().now().instant;
}

std::string next_label_of(const Visit& visit, const Complaint& complaint) {
    return complaint.next ? label_of(visit, "next", to_text(complaint.next->kind)) : "";
}

std::string mark_text(const std::optional<int>& mark) {
    return mark ? std::to_string(*mark) : "";
}

// What a step is about: an account, a department, a fact, another complaint, a case, the marks of a card.
std::string detail_url_of(const ComplaintStep& step) {
    if (step.kind == StepKind::merged) return "/complaints/" + step.detail;
    return step.kind == StepKind::draft_made ? "/cases/" + step.detail : "";
}

ComplaintStepView step_view(const Visit& visit, const ComplaintStep& step,
                            std::int64_t read_version) {
    return {minute_of(step.when),
            step.who,
            label_of(visit, "step", to_text(step.kind)),
            step.detail,
            detail_url_of(step),
            step.note,
            step.minutes,
            read_version != 0 && step.version > read_version};
}

// The contract's facts first, in its order, then whatever else is known; some empty fields are for more.
std::vector<ComplaintFactView> fact_views(const app::ComplaintRecord& record) {
    constexpr std::size_t kMore = 1;
    std::vector<ComplaintFactView> views;
    for (const std::string& name : record.contract.facts) {
        const Fact* fact = record.complaint.find_fact(name);
        views.push_back({views.size(), name, fact == nullptr ? "" : fact->value, fact == nullptr});
    }
    for (const Fact& fact : record.complaint.facts) {
        const auto& contract = record.contract.facts;
        if (std::find(contract.begin(), contract.end(), fact.name) == contract.end())
            views.push_back({views.size(), fact.name, fact.value, false});
    }
    for (std::size_t i = 0; i < kMore; ++i) views.push_back({views.size(), "", "", false});
    return views;
}

std::vector<ComplaintChoiceView> people_choices(const Visit& visit, const Complaint& complaint) {
    std::vector<ComplaintChoiceView> choices;
    for (const Person& person : visit.accounts().all())
        if (!person.disabled)
            choices.push_back({person.name,
                               person.team.empty()
                                   ? person.shown_name()
                                   : fmt::format("{} · {}", person.shown_name(), person.team),
                               is_same_account(person.name, complaint.owner)});
    return choices;
}

std::vector<ComplaintChoiceView> category_choices(const Visit& visit) {
    std::vector<ComplaintChoiceView> choices;
    const auto categories = visit.workspace().categories().all();
    for (const Category& category : *categories) choices.push_back({category.path, "", false});
    return choices;
}

std::vector<ComplaintChoiceView> action_choices(const Visit& visit) {
    std::vector<ComplaintChoiceView> choices;
    for (const NextActionKind kind : kNextActionKinds)
        choices.push_back({std::string(to_text(kind)), label_of(visit, "next", to_text(kind)),
                           kind == NextActionKind::call_customer});
    return choices;
}

// Cases that fit the complaint, to be closed with: the one that it has first.
std::vector<ComplaintCaseView> case_views(const Visit& visit, const Complaint& complaint) {
    std::vector<ComplaintCaseView> views;
    if (complaint.is_closed()) return views;
    app::SuggestRequest request;
    request.text = complaint.text;
    request.limit = kSuggestedCases;
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    if (!list) return views;
    for (const app::Suggestion& suggestion : list->suggestions)
        views.push_back({suggestion.entry.id, suggestion.entry.display_title(),
                         suggestion.entry.id == complaint.case_id});
    return views;
}

std::string closed_label_of(const Visit& visit, const Complaint& complaint) {
    if (!complaint.is_closed()) return "";
    return label_of(visit, "closed_with", to_text(complaint.closed_with));
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

// What was typed, when the page comes back with an error; else what is usual.
ComplaintTyped typed_of(const Visit& visit, const app::ComplaintRecord& record) {
    int minutes = 0;
    for (const ComplaintStep& step : record.steps) minutes += step.minutes;
    ComplaintTyped typed;
    typed.note = typed_or(visit, "note", "");
    typed.minutes = typed_or(visit, "minutes", "");
    typed.department = typed_or(visit, "department", record.contract.department);
    typed.due = typed_or(visit, "due", "");
    typed.owner = typed_or(visit, "owner", "");
    typed.fact = typed_or(visit, "other_fact", "");
    typed.into = typed_or(visit, "into", "");
    typed.total_minutes = typed_or(visit, "total_minutes", std::to_string(minutes));
    typed.other_case = typed_or(visit, "other_case", "");
    return typed;
}

std::vector<ComplaintChoiceView> plain_choices(const std::vector<std::string>& names) {
    std::vector<ComplaintChoiceView> choices;
    for (const std::string& name : names) choices.push_back({name, name, false});
    return choices;
}

}  // namespace

std::string url_of(const Complaint& complaint) {
    return fmt::format("/complaints/{}", complaint.number);
}

ComplaintRowView ComplaintRowView::of(const Visit& visit, const Complaint& complaint) {
    ComplaintRowView row;
    row.number = complaint.number;
    row.subject = first_characters(collapse_white_space(complaint.text), kLongestSubject);
    row.category = complaint.category;
    row.owner = complaint.owner;
    row.state = to_text(complaint.state);
    row.state_label = label_of(visit, "state", row.state);
    row.next_label = next_label_of(visit, complaint);
    if (complaint.next) row.due = minute_of(complaint.next->due);
    row.is_late = is_overdue(visit, complaint);
    row.is_stuck = complaint.stuck.has_value();
    return row;
}

void ComplaintRowView::fill(View& view) const {
    view.number("complaint_number", number);
    view.text("complaint_subject", subject);
    view.optional_text("complaint_category", category);
    view.optional_text("complaint_owner", owner);
    view.text("complaint_state", state);
    view.text("complaint_state_label", state_label);
    view.optional_text("complaint_next", next_label);
    view.text("complaint_due", due);
    view.flag("complaint_late", is_late);
    view.flag("complaint_stuck", is_stuck);
}

void ComplaintChoiceView::fill(View& view) const {
    view.text("choice_value", value);
    view.text("choice_label", label);
    view.flag("selected", selected);
}

void ComplaintListView::fill(View& page) const {
    page.number("total", static_cast<long long>(total));
    page.flag("none", total == 0);
    page.list("views", views);
    page.list("states", states);
    page.text("view", view);
    page.list("rows", rows);
    paging.fill(page);
}

void CategoryNumbersView::fill(View& view) const {
    const auto percent = [](int part, int whole) {
        return whole == 0 ? std::string("–") : fmt::format("{}%", (part * 100 + whole / 2) / whole);
    };
    const auto mean = [&](int sum) {
        return numbers.answers == 0
                   ? std::string("–")
                   : fmt::format("{:.1f}", static_cast<double>(sum) / numbers.answers);
    };
    view.optional_text("numbers_category", category);
    view.number("numbers_complaints", numbers.complaints);
    view.number("numbers_closed", numbers.closed);
    view.number("numbers_solved", numbers.solved);
    view.number("numbers_bounces", numbers.bounces);
    view.text("numbers_bounce_rate", percent(numbers.bounced, numbers.complaints));
    view.text("numbers_satisfaction", mean(numbers.satisfaction_sum));
    view.text("numbers_expectation", mean(numbers.expectation_sum));
    view.number("numbers_answers", numbers.answers);
}

void ComplaintNumbersView::fill(View& view) const {
    view.list("views", views);
    view.flag("none", rows.empty());
    view.list("rows", rows);
}

void ComplaintStepView::fill(View& view) const {
    view.text("step_time", time);
    view.optional_text("step_who", who);
    view.text("step_label", label);
    view.optional_text("step_detail", detail_url.empty() ? detail : "");
    view.optional_text("step_url", detail_url);
    view.text("step_linked", detail);
    view.optional_text("step_note", note);
    view.flag("has_step_minutes", minutes > 0);
    view.number("step_minutes", minutes);
    view.flag("step_is_new", is_new);
}

void ComplaintFactView::fill(View& view) const {
    view.number("fact_position", static_cast<long long>(position));
    view.optional_text("fact_name", name);
    view.text("fact_value", value);
    view.flag("fact_missing", is_missing);
}

void ComplaintCaseView::fill(View& view) const {
    view.number("case_id", id);
    view.text("case_title", title);
    view.flag("selected", selected);
}

void ComplaintTyped::fill(View& view) const {
    view.text("typed_note", note);
    view.text("typed_minutes", minutes);
    view.text("typed_department", department);
    view.text("typed_due", due);
    view.text("typed_owner", owner);
    view.text("typed_fact", fact);
    view.text("typed_into", into);
    view.text("typed_total_minutes", total_minutes);
    view.text("typed_other_case", other_case);
}

ComplaintView ComplaintView::of(const Visit& visit, const app::ComplaintRecord& record) {
    const Complaint& complaint = record.complaint;
    ComplaintView view;
    view.number = complaint.number;
    view.version = complaint.version;
    view.text = complaint.text;
    view.category = typed_or(visit, "category", complaint.category);
    view.owner = complaint.owner;
    view.team = complaint.team;
    view.department = complaint.department;
    view.state = to_text(complaint.state);
    view.state_label = label_of(visit, "state", view.state);
    view.created = minute_of(complaint.created);
    view.contact = complaint.contact;
    view.may_see_contact = record.may_see_contact;
    view.card_state = card_state_of(visit, record);
    if (record.card) view.card_source = record.card->answer.source;
    set_next(view, visit, complaint);
    set_outcome(view, visit, complaint);
    set_ways(view, complaint);
    const std::string read = visit.request().form_value("version");
    for (const ComplaintStep& step : record.steps)
        view.steps.push_back(
            step_view(visit, step, read.empty() ? 0 : std::strtoll(read.c_str(), nullptr, 10)));
    view.facts = fact_views(record);
    view.missing = plain_choices(record.missing);
    view.contract = plain_choices(record.contract.facts);
    for (const ComplaintNumber number : record.merged)
        view.merged.push_back({std::to_string(number), "", false});
    view.people = people_choices(visit, complaint);
    view.categories = category_choices(visit);
    view.actions = action_choices(visit);
    view.cases = case_views(visit, complaint);
    view.typed = typed_of(visit, record);
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
    page.list("people", people);
    page.list("categories", categories);
    page.list("actions", actions);
    page.list("cases", cases);
    typed.fill(page);
}

void CardMarkView::fill(View& view) const {
    view.text("mark_name", name);
    view.text("mark_label", label);
    view.number("mark_value", value);
}

void CardFormView::fill(View& view) const {
    view.text("action_url", action_url);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.list("satisfaction", satisfaction);
    view.list("expectation", expectation);
    view.text("typed_text", text);
    view.text("typed_source", source);
    view.flag("answered", answered);
}

}  // namespace casebook::web
