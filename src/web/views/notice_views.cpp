#include "web/views/notice_views.h"

#include <set>

#include "base/text.h"
#include "web/views/entry_views.h"
#include "web/views/why_sentence.h"

namespace casebook::web {

namespace {

// Of the case's page that was asked for after somebody judged it: "?judged=withdrawn&told=3".
void add_judgement(const Visit& visit, NoticesView& view) {
    const std::string judged = visit.request().query_value("judged");
    for (const std::string_view known : {"withdrawn", "restored", "confirmed", "flagged"}) {
        if (judged != known) continue;
        std::string text = visit.message("judge.done." + judged);
        const std::string told = visit.request().query_value("told");
        const bool is_count = !told.empty() && told != "0" && told.size() <= 6 &&
                              told.find_first_not_of("0123456789") == std::string::npos;
        if (is_count) text += message_with(visit, "judge.told", {told});
        view.notices.push_back({NoticeTone::well, std::move(text), "", ""});
    }
}

}  // namespace

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
    add_judgement(visit, view);
    const std::string token = visit.request().query_value("masked");
    const auto undo = visit.site().masking_undos().find(token);
    if (undo && undo->account == visit.account()) {
        std::set<std::string> kinds;
        for (const app::Masking& masking : undo->masked)
            kinds.insert(visit.message("personal_data." + std::string(to_text(masking.kind))));
        const std::string comma = visit.language() == render::Language::chinese ? "、" : ", ";
        view.maskings.push_back(
            {undo->masked.size(), join({kinds.begin(), kinds.end()}, comma), token});
    }
    return view;
}

void NoticesView::fill(render::View& view) const {
    view.flag("has_notices", !notices.empty());
    view.list("notices", notices);
    view.list("maskings", maskings);
}

void MaskingView::fill(render::View& view) const {
    view.number("masked_count", static_cast<long long>(count));
    view.text("masked_kinds", kinds);
    view.text("masking_token", token);
}

std::string url_after_save(const Entry& entry) {
    return url_of(entry) + "?saved=1";
}

}  // namespace casebook::web
