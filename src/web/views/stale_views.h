// The list of cases that have to be looked at again.
#pragma once

#include <string>
#include <vector>

#include "store/case_flags.h"
#include "web/views/entry_views.h"
#include "web/views/judge_views.h"

namespace casebook::web {

struct StaleCaseView {
    RowView row;
    JudgeView judge;
    std::string confirmed, valid_until;

    static StaleCaseView of(const Visit& visit, const Entry& entry);
    void fill(render::View& view) const;
};

struct FlaggedCaseView {
    StaleCaseView stale;
    FlagView flag;

    static FlaggedCaseView of(const Visit& visit, const Entry& entry, const store::CaseFlag& flag);
    void fill(render::View& view) const;
};

struct StaleCasesView {
    std::vector<FlaggedCaseView> flagged;
    std::vector<StaleCaseView> rows;
    long long shelf_life_days = 0;
    bool looked_at_all = true;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
