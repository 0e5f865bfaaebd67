// One daily: the case of the day with its discussion.
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {

Response show_daily(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_daily(visit.workspace(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::daily) return redirect(url_of(read->entry));
    const auto cases = app::read_entries(visit.workspace(), read->entry.cases);
    if (!cases) return visit.error(cases.error());
    DailyView view = DailyView::of(read->entry, *cases);
    view.notices = NoticesView::of(visit);
    return visit.page("pages/dailies/show", Area::dailies, view.title, render::View::of(view));
}

}  // namespace casebook::web
