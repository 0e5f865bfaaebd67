#include "web/views/reading_views.h"

#include "render/markdown.h"

namespace casebook::web {
namespace {

constexpr int kTopHeadingOfDaily = 3;  // below the sections' own headings
constexpr int kTopHeadingOfPost = 2;   // right below the title

std::string optional_date(const std::optional<Timestamp>& time) {
    return time ? to_text(time->date()) : "";
}

}  // namespace

void SimilarView::fill(render::View& view) const {
    view.flag("linked", linked);
    view.number("similar_id", id);
    view.text("url", url);
    view.text("title", title);
    view.text("state", state);
    view.text("state_label", state_label);
    view.flag("bad_example", bad_example);
}

CaseView CaseView::of(const Visit& visit, const app::ReadEntry& read) {
    const Entry& entry = read.entry;
    const auto section = [&](Field field) { return render::markdown(entry.text(field)); };
    CaseView view;
    view.id = entry.id;
    view.title = render::escape(entry.display_title());
    view.facts = FactsView::of(visit, entry, read.stale);
    view.author = entry.author;
    view.updated = optional_date(entry.updated);
    view.external_id = entry.external_id;
    view.lang = language_tag_of(entry);
    view.file_path = read.path;
    view.tags = tag_views(entry);
    view.copy = CopyView::of(entry);
    view.answer = section(Field::answer);
    view.script = section(Field::script);
    view.fits = section(Field::fits);
    view.not_fits = section(Field::not_fits);
    view.complaint = section(Field::complaint);
    view.resolution = section(Field::resolution);
    view.cause = section(Field::cause);
    view.review = section(Field::review);
    view.other_sections = other_section_views(entry);
    view.judge = JudgeView::of_page(visit, read);
    return view;
}

void CaseView::fill(render::View& view) const {
    judge.fill(view);
    notices.fill(view);
    view.flag("may_edit", may_edit);
    view.number("id", id);
    view.html("title", title);
    facts.fill(view);
    view.optional_text("author", author);
    view.optional_text("updated", updated);
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
    view.flag("has_same_problem", !same_problem.empty());
    view.list("same_problem", same_problem);
    view.flag("has_similar", !similar.empty());
    view.list("similar", similar);
    view.flag("has_asked_as", !asked_as.empty());
    view.list("asked_as", asked_as);
}

void DailyCaseView::fill(render::View& view) const {
    view.text("url", url);
    view.text("title", title);
    view.number("id", id);
}

DailyView DailyView::of(const Entry& entry, const std::vector<Entry>& discussed) {
    const auto section = [&](Field field) {
        return render::markdown(entry.text(field), kTopHeadingOfDaily);
    };
    DailyView view;
    view.id = entry.id;
    view.url = url_of(entry);
    view.title = entry.display_title();
    view.date = date_of(entry);
    view.host = entry.host;
    for (const Entry& one : discussed)
        view.cases.push_back({url_of(one), one.display_title(), one.id});
    view.complaint = section(Field::complaint);
    view.questions = section(Field::questions);
    view.resolution = section(Field::resolution);
    view.review = section(Field::review);
    view.notes = section(Field::notes);
    view.conclusions = section(Field::conclusions);
    view.actions = section(Field::actions);
    view.other_sections = other_section_views(entry);
    return view;
}

void DailyView::fill(render::View& view) const {
    notices.fill(view);
    view.flag("may_edit", may_edit);
    view.number("id", id);
    view.text("url", url);
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

PostView PostView::of(const Entry& entry) {
    PostView view;
    view.id = entry.id;
    view.title = entry.display_title();
    view.author = entry.author;
    view.date = date_of(entry);
    view.topic = entry.topic;
    view.tags = tag_views(entry);
    view.body = render::markdown(entry.text(Field::body), kTopHeadingOfPost);
    return view;
}

void PostView::fill(render::View& view) const {
    notices.fill(view);
    view.flag("may_edit", may_edit);
    view.number("id", id);
    view.text("title", title);
    view.optional_text("author", author);
    view.optional_text("date", date);
    view.optional_text("topic", topic);
    view.flag("has_tags", !tags.empty());
    view.list("tags", tags);
    view.html("body", body);
}

}  // namespace casebook::web
