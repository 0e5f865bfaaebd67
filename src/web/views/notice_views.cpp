#include "web/views/notice_views.h"

#include "web/views/entry_views.h"

namespace casebook::web {

void NoticeView::fill(render::View& view) const {
    view.flag("notice_well", tone == NoticeTone::well);
    view.flag("notice_attention", tone == NoticeTone::attention);
    view.text("notice_text", text);
    view.optional_text("notice_url", url);
    view.text("notice_url_label", url_label);
}

NoticesView NoticesView::of(const Visit& visit) {
    NoticesView view;
    if (visit.request().query_value("saved") == "1")
        view.notices.push_back({NoticeTone::well, visit.message("edit.saved"), "", ""});
    return view;
}

void NoticesView::fill(render::View& view) const {
    view.flag("has_notices", !notices.empty());
    view.list("notices", notices);
}

std::string url_after_save(const Entry& entry) {
    return url_of(entry) + "?saved=1";
}

}  // namespace casebook::web
