// One complaint with all that belongs to it, and what was typed about it.
#pragma once

#include <string>
#include <vector>

#include "web/views/complaint_list_views.h"
#include "web/views/complaint_part_views.h"

namespace casebook::web {

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

}  // namespace casebook::web
