// What one complaint has several of: steps, facts, cases that fit it.
#pragma once

#include <string>
#include <vector>

#include "app/complaints/read_complaints.h"
#include "web/forms/typed_complaint.h"

namespace casebook::web {

struct ComplaintStepView {
    std::string time, who, label, detail, detail_url, note;
    int minutes = 0;
    bool is_new = false;  // since the person read the page
    // `read_version`: that the person read; 0: there is none.
    static ComplaintStepView of(const Visit& visit, const ComplaintStep& step,
                                std::int64_t read_version);
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

// What somebody else wrote there meanwhile, in words; empty: nothing.
std::string now_is(const Visit& visit, const GivenBack& given);

// The contract's facts first, in its order, then whatever else is known, and room for one more; as typed where the form was refused.
std::vector<ComplaintFactView> fact_views(const Visit& visit, const TypedComplaint& typed,
                                          const app::ComplaintRecord& record);

// Those that fit the complaint, to be closed with; none when it is closed.
std::vector<ComplaintCaseView> case_views(const Visit& visit, const Complaint& complaint,
                                          const std::string& chosen);

}  // namespace casebook::web
