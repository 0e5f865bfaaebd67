// The lists of complaints, one complaint, their numbers, and the customer's suggestion card.
#pragma once

#include <string>
#include <vector>

#include "app/complaints/read_complaints.h"
#include "app/suggest_resolutions.h"
#include "web/page.h"
#include "web/views/list_views.h"

namespace casebook::web {

std::string url_of(const Complaint& complaint);

struct ComplaintRowView {
    long long number = 0;
    std::string subject, category, owner, state, state_label, next_label, due;
    bool is_late = false, is_stuck = false;
    static ComplaintRowView of(const Visit& visit, const Complaint& complaint);
    void fill(render::View& view) const;
};

// A choice of a list, a select or a set of buttons.
struct ComplaintChoiceView {
    std::string value, label;
    bool selected = false;
    void fill(render::View& view) const;
};

struct ComplaintListView {
    std::size_t total = 0;
    std::vector<ComplaintChoiceView> views, states;
    std::string view;  // the one that is shown
    std::vector<ComplaintRowView> rows;
    PagingView paging;
    void fill(render::View& view) const;
};

struct CategoryNumbersView {
    std::string category;
    store::CategoryNumbers numbers;
    void fill(render::View& view) const;
};

struct ComplaintNumbersView {
    std::vector<ComplaintChoiceView> views;
    std::vector<CategoryNumbersView> rows;
    void fill(render::View& view) const;
};

struct ComplaintStepView {
    std::string time, who, label, detail, detail_url, note;
    int minutes = 0;
    bool is_new = false;  // since the person read the page
    void fill(render::View& view) const;
};

struct ComplaintFactView {
    std::size_t position = 0;
    std::string name, value;
    bool is_missing = false;
    std::string was{};        // as it stands now; `value` may be what was typed
    std::string now_is{};     // what somebody else wrote meanwhile; empty: nothing
    std::string more_name{};  // typed, of the empty fields for one more
    void fill(render::View& view) const;
};

struct ComplaintCaseView {
    long long id = 0;
    std::string title;
    bool selected = false;
    void fill(render::View& view) const;
};

// What was typed into a form that was refused; else what is usual.
struct ComplaintTyped {
    std::string note, minutes, department, due;                         // of a step
    std::string category, category_now, contact, contact_now;           // of the details
    std::string what, hand_over_due;                                    // of the hand-over
    std::string other_fact, bounce_note;                                // of what is sent back
    std::string into, solved, case_id, other_case, total_minutes;       // of merging and closing
    bool has_hand_over = false, has_bounce = false, has_merge = false;  // those are to be open
    void fill(render::View& view) const;
};

struct ComplaintView {
    long long number = 0;
    std::int64_t version = 0;
    std::string text, category, owner, team, department, state, state_label, created, contact;
    std::string next_label, next_what, next_due, stuck_since, closed_label, closed_at;
    std::string case_url, merged_into, satisfaction, expectation, minutes, solved_label;
    std::string card_link;  // shown this once
    std::string card_state, card_source;
    std::string error_message, error_hint, notice;
    bool is_late = false, may_see_contact = false, is_closed = false, may_resolve = false;
    bool may_follow_up = false, may_reopen = false, may_wait_customer = false;
    bool may_wait_department = false, may_send_card = false, has_apology = false, has_draft = false;
    bool may_bounce = false, may_hand_over = false;
    std::vector<ComplaintStepView> steps;
    std::vector<ComplaintFactView> facts;
    std::vector<ComplaintChoiceView> callers;  // of what was merged: number and contact
    std::vector<ComplaintChoiceView> missing, merged, people, categories, actions, contract;
    std::vector<ComplaintCaseView> cases;
    ComplaintTyped typed;

    static ComplaintView of(const Visit& visit, const app::ComplaintRecord& record);
    void fill(render::View& view) const;
};

struct CardMarkView {
    std::string name, label;
    int value = 0;
    bool selected = false;
    void fill(render::View& view) const;
};

struct CardFormView {
    std::string action_url, error_message, error_hint, text, source, times;
    std::vector<CardMarkView> satisfaction, expectation;
    bool answered = false;
    void fill(render::View& view) const;
};

}  // namespace casebook::web
