// The lists of complaints and their numbers, and what all pages of complaints show in the same way.
#pragma once

#include <string>
#include <vector>

#include "app/complaints/read_complaints.h"
#include "web/page.h"
#include "web/views/list_views.h"

namespace casebook::web {

std::string url_of(const Complaint& complaint);

// The message "complaint.<group>.<name>".
std::string complaint_label(const Visit& visit, std::string_view group, std::string_view name);
bool is_overdue(const Visit& visit, const Complaint& complaint);
std::string next_label_of(const Visit& visit, const Complaint& complaint);

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

}  // namespace casebook::web
