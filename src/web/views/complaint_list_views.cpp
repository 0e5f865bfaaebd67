#include "web/views/complaint_list_views.h"

#include <fmt/format.h>

#include "app/complaints/complaint_desk.h"
#include "base/text.h"
#include "web/views/found_views.h"
#include "web/views/person_names.h"

namespace casebook::web {

using render::View;

namespace {

constexpr std::size_t kLongestSubject = 60;  // characters

}  // namespace

std::string url_of(const Complaint& complaint) {
    return fmt::format("/complaints/{}", complaint.number);
}

std::string complaint_label(const Visit& visit, std::string_view group, std::string_view name) {
    return visit.message(fmt::format("complaint.{}.{}", group, name));
}

bool is_overdue(const Visit& visit, const Complaint& complaint) {
    return complaint.next && complaint.next->due.instant <= visit.workspace().clock().now().instant;
}

std::string next_label_of(const Visit& visit, const Complaint& complaint) {
    return complaint.next ? complaint_label(visit, "next", to_text(complaint.next->kind)) : "";
}

ComplaintRowView ComplaintRowView::of(const Visit& visit, const Complaint& complaint) {
    ComplaintRowView row;
    row.number = complaint.number;
    row.subject = first_characters(collapse_white_space(complaint.text), kLongestSubject);
    row.category = complaint.category;
    row.owner = shown_name_of(visit, complaint.owner);
    row.state = to_text(complaint.state);
    row.state_label = complaint_label(visit, "state", row.state);
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

}  // namespace casebook::web
