// One daily: the case of the day with its discussion; with ?present for the morning review on a projector.
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/presentation_views.h"

namespace casebook::web {

Response show_daily(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_daily(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::daily) return redirect(url_of(read->entry));
    auto cases = app::read_entries(visit.workspace(), read->entry.cases);
    if (!cases) return visit.error(cases.error());
    std::erase_if(*cases, [&](const Entry& entry) { return !visit.viewer().may_see(entry); });
    if (visit.request().query.contains("present"))
        return visit.full_screen_page(
            "pages/dailies/present", read->entry.display_title(),
            render::View::of(PresentationView::of(visit, read->entry, *cases)));
    DailyView view = DailyView::of(read->entry, *cases);
    view.notices = NoticesView::of(visit);
    view.may_edit = visit.may_write(read->entry);
    return visit.page("pages/dailies/show", Area::dailies, view.title, render::View::of(view));
}

}  // namespace casebook::web
