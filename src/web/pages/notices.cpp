// What a person was told: the page of it, the strip for what is new, and the stream that says when there is something new.
#include "app/notice_board.h"
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/told_views.h"

namespace casebook::web {

// Ends after a while by itself (connection/connection.h): the browser asks again, with a session that has to be good then.
Response show_live(const Visit& visit, const PathArguments&) {
    const std::size_t unseen = visit.workspace().notices().count_unseen(visit.account());
    Response response;
    response.kind = ResponseKind::stream;
    response.content_type = "text/event-stream; charset=utf-8";
    response.body = "retry: 2000\n\n" + live_event("hello", std::to_string(unseen));
    response.headers.emplace("X-Accel-Buffering", "no");  // nginx would keep it back
    response.audience = visit.account();
    return response;
}

Response list_notices(const Visit& visit, const PathArguments&) {
    const auto notices = visit.workspace().notices().latest(visit.account());
    if (!notices) return visit.error(notices.error());
    return visit.page("pages/notices/index", Area::notices, visit.message("title.notices"),
                      render::View::of(ToldView::of(visit, *notices)));
}

Response show_news(const Visit& visit, const PathArguments&) {
    const auto notices = visit.workspace().notices().latest(visit.account());
    if (!notices) return visit.error(notices.error());
    return visit.fragment("pages/notices/news", render::View::of(UnseenView::of(visit, *notices)));
}

Response mark_notices_seen(const Visit& visit, const PathArguments&) {
    const auto up_to = app::parse_entry_id(visit.request().form_value("up_to"));
    if (!up_to) return visit.error(400, "error.invalid");
    if (auto marked = visit.workspace().notices().mark_seen(visit.account(), *up_to); !marked)
        return visit.error(marked.error());
    return redirect("/notices");
}

}  // namespace casebook::web
