// One post: what somebody learnt, in their own words.
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {

Response show_post(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::post) return redirect(url_of(read->entry));
    PostView view = PostView::of(read->entry);
    view.notices = NoticesView::of(visit);
    view.may_edit = visit.may_write(read->entry);
    return visit.page("pages/posts/show", Area::posts, view.title, render::View::of(view));
}

}  // namespace casebook::web
