#include "web/views/stale_views.h"

#include "web/views/found_views.h"

namespace casebook::web {

StaleCaseView StaleCaseView::of(const Visit& visit, const Entry& entry) {
    return {RowView::of(visit, entry), JudgeView::of_card(visit, entry),
            entry.confirmed ? to_text(*entry.confirmed) : "",
            entry.valid_until ? to_text(*entry.valid_until) : ""};
}

void StaleCaseView::fill(render::View& view) const {
    row.fill(view);
    judge.fill(view);
    view.optional_text("confirmed", confirmed);
    view.optional_text("valid_until", valid_until);
}

FlaggedCaseView FlaggedCaseView::of(const Visit& visit, const Entry& entry,
                                    const store::CaseFlag& flag) {
    StaleCaseView stale = StaleCaseView::of(visit, entry);
    const std::string who = stale.judge.may_judge ? flag.who : std::string();
    return {std::move(stale), {flag.reason, minute_of(flag.when), who}};
}

void FlaggedCaseView::fill(render::View& view) const {
    stale.fill(view);
    flag.fill(view);
}

void StaleCasesView::fill(render::View& view) const {
    view.flag("has_flagged", !flagged.empty());
    view.list("flagged", flagged);
    view.flag("none", rows.empty());
    view.number("total", static_cast<long long>(rows.size()));
    view.list("rows", rows);
    view.number("shelf_life_days", shelf_life_days);
    view.flag("looked_at_all", looked_at_all);
}

}  // namespace casebook::web
