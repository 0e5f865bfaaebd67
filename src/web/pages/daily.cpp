// One daily: the case of the day with its discussion.
#include "app/read_entry.h"
#include "render/markdown.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {

namespace {

constexpr int kTopHeading = 3;  // below the sections' own headings

}  // namespace

Response show_daily(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_daily(visit.workspace(), arguments[0]);
    if (!read) return visit.error(read.error());
    const Entry& entry = read->entry;
    if (entry.kind != Kind::daily) return redirect(url_of(entry));
    const auto cases = app::read_entries(visit.workspace(), entry.cases);
    if (!cases) return visit.error(cases.error());
    const auto section = [&](Field field) {
        return render::markdown(entry.text(field), kTopHeading);
    };
    DailyView view;
    view.title = entry.display_title();
    view.date = date_of(entry);
    view.host = entry.host;
    for (const Entry& discussed : *cases)
        view.cases.push_back({url_of(discussed), discussed.display_title(), discussed.id});
    view.complaint = section(Field::complaint);
    view.questions = section(Field::questions);
    view.resolution = section(Field::resolution);
    view.review = section(Field::review);
    view.notes = section(Field::notes);
    view.conclusions = section(Field::conclusions);
    view.actions = section(Field::actions);
    view.other_sections = other_section_views(entry);
    return visit.page("pages/dailies/show", Area::dailies, view.title, render::View::of(view));
}

}  // namespace casebook::web
