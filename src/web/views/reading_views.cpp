#include "web/views/reading_views.h"

namespace casebook::web {

void SimilarView::fill(render::View& view) const {
    view.text("url", url);
    view.text("title", title);
    view.text("state", state);
    view.text("state_label", state_label);
    view.flag("bad_example", bad_example);
}

void CaseView::fill(render::View& view) const {
    view.number("id", id);
    view.html("title", title);
    facts.fill(view);
    view.optional_text("author", author);
    view.optional_text("updated", updated);
    view.optional_text("valid_until", valid_until);
    view.optional_text("external_id", external_id);
    view.text("case_lang", lang);
    view.text("file_path", file_path);
    view.flag("has_tags", !tags.empty());
    view.list("tags", tags);
    copy.fill(view);
    view.optional_html("answer", answer);
    view.optional_html("script", script);
    view.optional_html("fits", fits);
    view.optional_html("not_fits", not_fits);
    view.optional_html("complaint", complaint);
    view.optional_html("resolution", resolution);
    view.optional_html("cause", cause);
    view.optional_html("review", review);
    view.list("other_sections", other_sections);
    view.flag("has_similar", !similar.empty());
    view.list("similar", similar);
}

void DailyCaseView::fill(render::View& view) const {
    view.text("url", url);
    view.text("title", title);
    view.number("id", id);
}

void DailyView::fill(render::View& view) const {
    view.text("title", title);
    view.text("date", date);
    view.optional_text("host", host);
    view.list("cases", cases);
    view.optional_html("complaint", complaint);
    view.optional_html("questions", questions);
    view.optional_html("resolution", resolution);
    view.optional_html("review", review);
    view.optional_html("notes", notes);
    view.optional_html("conclusions", conclusions);
    view.optional_html("actions", actions);
    view.list("other_sections", other_sections);
}

void PostView::fill(render::View& view) const {
    view.text("title", title);
    view.optional_text("author", author);
    view.optional_text("date", date);
    view.optional_text("topic", topic);
    view.flag("has_tags", !tags.empty());
    view.list("tags", tags);
    view.html("body", body);
}

}  // namespace casebook::web
