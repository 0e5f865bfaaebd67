// /cases?stale: the cases that somebody has to look at again. What agents flagged comes first: it was doubted today, during a call.
#include "app/stale_cases.h"

#include "store/case_flags.h"
#include "web/call_handlers.h"
#include "web/views/stale_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostRows = 200;
constexpr std::size_t kMostFlags = 100;

Result<std::vector<FlaggedCaseView>> flagged_cases(const Visit& visit) {
    const auto flags = store::CaseFlags(visit.workspace().database()).open({}, kMostFlags);
    if (!flags) return flags.error();
    std::vector<FlaggedCaseView> views;
    for (const store::CaseFlag& flag : *flags) {
        const auto read = app::read_entry(visit.workspace(), visit.viewer(), flag.case_id);
        if (read) views.push_back(FlaggedCaseView::of(visit, read->entry, flag));
    }
    return views;
}

}  // namespace

Response list_stale_cases(const Visit& visit) {
    auto stale = app::find_stale_cases(visit.workspace(), visit.viewer(), kMostRows);
    if (!stale) return visit.error(stale.error());
    auto flagged = flagged_cases(visit);
    if (!flagged) return visit.error(flagged.error());
    StaleCasesView view;
    view.shelf_life_days = visit.workspace().options().shelf_life.count();
    view.looked_at_all = stale->looked_at_all;
    view.flagged = std::move(*flagged);
    for (const Entry& entry : stale->found) view.rows.push_back(StaleCaseView::of(visit, entry));
    return visit.page("pages/cases/stale", Area::cases, visit.message("title.stale"),
                      render::View::of(view));
}

}  // namespace casebook::web
