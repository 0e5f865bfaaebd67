// One case: what to say to the customer above, the internal detail below, and cases like it.
#include "app/read_entry.h"
#include "render/markdown.h"
#include "web/handlers.h"
#include "web/views/reading_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kSimilarCases = 5;

std::string optional_date(const std::optional<Timestamp>& time) {
    return time ? to_text(time->date()) : "";
}

std::vector<SimilarView> similar_to(const Visit& visit, const Entry& entry) {
    app::SuggestRequest request;
    request.text = entry.title + "\n" + entry.text(Field::complaint);
    request.limit = kSimilarCases;
    request.leave_out = entry.id;
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    std::vector<SimilarView> rows;
    if (!list) return rows;  // the case itself can be read without them
    for (const app::Suggestion& suggestion : list->suggestions) {
        const RowView row = RowView::of(visit, suggestion.entry);
        rows.push_back({row.url, row.title, row.state, row.state_label, row.bad_example});
    }
    return rows;
}

CaseView view_of(const Visit& visit, const app::ReadEntry& read) {
    const Entry& entry = read.entry;
    const auto section = [&](Field field) { return render::markdown(entry.text(field)); };
    CaseView view;
    view.id = entry.id;
    view.title = render::escape(entry.display_title());
    view.facts = FactsView::of(visit, entry, read.stale);
    view.author = entry.author;
    view.updated = optional_date(entry.updated);
    view.valid_until = entry.valid_until ? to_text(*entry.valid_until) : "";
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
    view.similar = similar_to(visit, entry);
    return view;
}

}  // namespace

Response show_case(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (read->entry.kind != Kind::case_) return redirect(url_of(read->entry));
    return visit.page("pages/cases/show", Area::cases, read->entry.display_title(),
                      render::View::of(view_of(visit, *read)));
}

}  // namespace casebook::web
