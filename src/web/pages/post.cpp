// One post: what somebody learnt, in their own words.
#include "app/read_entry.h"
#include "render/markdown.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {

namespace {

constexpr int kTopHeading = 2;  // right below the title

}  // namespace

Response show_post(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), arguments[0]);
    if (!read) return visit.error(read.error());
    const Entry& entry = read->entry;
    if (entry.kind != Kind::post) return redirect(url_of(entry));
    const PostView view{
        entry.display_title(), entry.author,
        date_of(entry),        entry.topic,
        tag_views(entry),      render::markdown(entry.text(Field::body), kTopHeading)};
    return visit.page("pages/posts/show", Area::posts, view.title, render::View::of(view));
}

}  // namespace casebook::web
