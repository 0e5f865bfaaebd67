#include "web/views/told_views.h"

#include <algorithm>

#include "app/notice_board.h"
#include "web/local_url.h"
#include "web/views/found_views.h"

namespace casebook::web {
namespace {

using render::View;

constexpr std::size_t kShownAsNews = 3;

}  // namespace

ToldItemView ToldItemView::of(const Visit& visit, const Notice& notice) {
    const std::string kind(to_text(notice.news.kind));
    return {kind,
            visit.message("notice." + kind),
            notice.news.subject,
            notice.news.note,
            local_url_or_desk(notice.news.path),
            notice.news.by,
            minute_of(notice.at),
            notice.seen};
}

void ToldItemView::fill(View& view) const {
    view.text("kind", kind);
    view.text("words", words);
    view.text("subject", subject);
    view.optional_text("note", note);
    view.text("path", path);
    view.optional_text("by", by);
    view.text("time", time);
    view.flag("seen", seen);
}

ToldView ToldView::of(const Visit& visit, const std::vector<Notice>& notices) {
    ToldView view;
    for (const Notice& notice : notices) {
        view.notices.push_back(ToldItemView::of(visit, notice));
        view.newest = std::max(view.newest, notice.id);
        view.has_unseen |= !notice.seen;
    }
    return view;
}

void ToldView::fill(View& view) const {
    view.flag("has_notices", !notices.empty());
    view.list("notices", notices);
    view.number("newest", newest);
    view.flag("has_unseen", has_unseen);
}

UnseenView UnseenView::of(const Visit& visit, const std::vector<Notice>& notices) {
    UnseenView view;
    view.unseen_count = visit.workspace().notices().count_unseen(visit.account());
    for (const Notice& notice : notices) {
        view.newest = std::max(view.newest, notice.id);
        if (!notice.seen && view.notices.size() < kShownAsNews)
            view.notices.push_back(ToldItemView::of(visit, notice));
    }
    return view;
}

void UnseenView::fill(View& view) const {
    view.flag("has_news", !notices.empty());
    view.list("news", notices);
    view.number("newest", newest);
    view.number("unseen_count", static_cast<long long>(unseen_count));
}

}  // namespace casebook::web
