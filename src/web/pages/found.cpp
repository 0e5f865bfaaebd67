// /cases/{id}/found: why a case is found: the fields it is searched by, the complaints it was confirmed or rejected for, what was
// learnt from them; each of it can be taken back.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "search/index_fields.h"
#include "web/handlers.h"
#include "web/pages/save_form.h"
#include "web/views/found_views.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostEvents = 200;
constexpr std::size_t kMostLearntWords = 12;
constexpr std::size_t kExcerptCharacters = 70;

std::vector<FoundFieldView> fields_of(const Visit& visit, const Entry& entry) {
    const search::Matcher nothing{search::QueryTerms{}};
    std::vector<FoundFieldView> views;
    for (const search::TextField& text : search::kTextFields) {
        render::Html excerpt = app::excerpt_of(entry, text.field, nothing, kExcerptCharacters);
        const std::string label = visit.message(fmt::format("field.{}", name_of(text.field).name));
        if (!excerpt.text().empty()) views.push_back({label, std::move(excerpt)});
    }
    return views;
}

std::vector<WordView> learnt_words(const Visit& visit, EntryId id) {
    std::vector<WordView> words;
    if (const auto* listener = visit.workspace().reuse_listener())
        for (std::string& word : listener->strongest_words(id, kMostLearntWords))
            words.push_back({std::move(word)});
    return words;
}

// The events before the newest reset that holds are passed over.
void show_resets(const Visit& visit, const std::vector<LearningReset>& resets, FoundView& view) {
    const auto newest = std::find_if(resets.begin(), resets.end(),
                                     [](const LearningReset& reset) { return !reset.undone; });
    if (newest == resets.end()) return;
    view.resets.push_back({newest->id, message_with(visit, "found.reset_note",
                                                    {newest->who, minute_of(newest->when)})});
    for (ReuseView& event : view.events) event.passed_over = event.id <= newest->up_to_event;
}

// "0.5": what an event counts, one that is fresh and whole counting 1.
void show_weights(const Visit& visit, std::vector<ReuseView>& events) {
    std::vector<std::int64_t> ids;
    for (const ReuseView& event : events) ids.push_back(event.id);
    const auto weights = visit.workspace().learning().model()->weights_of(ids);
    for (std::size_t i = 0; i < events.size(); ++i)
        if (weights[i] > 0)
            events[i].counts_note =
                message_with(visit, "found.counts", {fmt::format("{:.2g}", weights[i])});
}

Result<FoundView> view_of(const Visit& visit, const app::ReadEntry& read) {
    const Entry& entry = read.entry;
    const store::Database& database = visit.workspace().database();
    const auto before = app::parse_entry_id(visit.request().query_value("before"));
    const auto events = database.reuse_events_of(
        entry.id, kMostEvents + 1, before.value_or(std::numeric_limits<std::int64_t>::max()));
    if (!events) return events.error();
    const auto resets = database.learning_resets_of(entry.id);
    if (!resets) return resets.error();
    FoundView view;
    view.id = entry.id;
    view.url = url_of(entry);
    view.title = entry.display_title();
    view.lang = language_tag_of(entry);
    view.facts = FactsView::of(visit, entry, read.stale);
    view.suggested = is_suggestable(entry);
    view.fields = fields_of(visit, entry);
    view.words = learnt_words(visit, entry.id);
    for (std::size_t i = 0; i < std::min(events->size(), kMostEvents); ++i)
        view.events.push_back(ReuseView::of(visit, (*events)[i]));
    if (events->size() > kMostEvents)
        view.older_url = fmt::format("/cases/{}/found?before={}", entry.id, view.events.back().id);
    view.events_lead =
        message_with(visit, "found.events_lead",
                     {std::to_string(visit.workspace().learning().half_life().count())});
    show_weights(visit, view.events);
    show_resets(visit, *resets, view);
    view.can_reset = std::any_of(
        view.events.begin(), view.events.end(),
        [](const ReuseView& event) { return event.undone_note.empty() && !event.passed_over; });
    return view;
}

// The case of this address; anything else has no such page.
Result<app::ReadEntry> read_case(const Visit& visit, const PathArguments& arguments) {
    auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (read && read->entry.kind != Kind::case_)
        return Error{ErrorKind::not_found, "Only cases are suggested", "", {}};
    return read;
}

Response back_to(EntryId id) {
    return redirect(fmt::format("/cases/{}/found", id));
}

}  // namespace

Response show_found(const Visit& visit, const PathArguments& arguments) {
    const auto read = read_case(visit, arguments);
    if (!read) return visit.error(read.error());
    const auto view = view_of(visit, *read);
    if (!view) return visit.error(view.error());
    return visit.page("pages/cases/found", Area::cases, visit.message("found.title"),
                      render::View::of(*view));
}

Response reset_found(const Visit& visit, const PathArguments& arguments) {
    const auto read = read_case(visit, arguments);
    if (!read) return visit.error(read.error());
    const auto reset = app::reset_learning(visit.workspace(), read->entry.id, visit.account());
    return reset ? back_to(read->entry.id) : visit.error(reset.error());
}

Response bring_back_found(const Visit& visit, const PathArguments&) {
    const auto id = app::parse_entry_id(visit.request().form_value("id"));
    if (!id) return visit.error(404, "error.not_found");
    const auto undone = app::undo_learning_reset(visit.workspace(), *id, visit.account());
    if (undone) return back_to(undone->case_id);
    if (undone.error().code == app::kUndoneAlready) return visit.error(410, "error.reuse_undone");
    return visit.error(undone.error());
}

}  // namespace casebook::web
