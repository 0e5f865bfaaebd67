// What happened to an entry: the list of its revisions, one of them, and the way back to its text.
#include <fmt/format.h>

#include "app/read_entry.h"
#include "content/entry_file.h"
#include "web/handlers.h"
#include "web/pages/save_form.h"
#include "web/views/history_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostRevisions = 500;

// Newest first; one more than is shown tells that there are older ones.
Result<std::vector<store::Revision>> revisions_of(const Visit& visit, EntryId id) {
    auto revisions = visit.workspace().database().revisions_of(id, kMostRevisions + 1);
    if (revisions && revisions->empty())
        return Error{ErrorKind::not_found, fmt::format("Entry {} has no history", id), "", {}};
    return revisions;
}

// The revision at `place` with its text, and the one before it.
struct Step {
    store::Revision revision;
    std::optional<store::Revision> before;
    Kind kind = Kind::case_;
};

Result<store::Revision> with_text(const Visit& visit, const store::Revision& revision) {
    auto whole = visit.workspace().database().find_revision(revision.sequence);
    if (!whole) return whole.error();
    return *whole ? std::move(**whole) : revision;
}

// A text from the days when it was a draft stays its author's and the leads'; so does one that cannot be read and may be one.
bool may_see_text(const Visit& visit, const store::Revision& revision, Kind kind) {
    if (visit.viewer().sees_all() || revision.text.empty()) return true;
    const auto entry = content::parse_entry(revision.text, kind);
    return entry && visit.viewer().may_see(*entry);
}

Result<Step> find_step(const Visit& visit, const PathArguments& arguments) {
    const Error nothing{ErrorKind::not_found, "There is no such revision", "", {}};
    const auto id = app::parse_entry_id(arguments[0]);
    const auto sequence = app::parse_entry_id(arguments[1]);
    if (!id || !sequence) return nothing;
    const auto revisions = revisions_of(visit, *id);
    if (!revisions) return revisions.error();
    for (std::size_t i = 0; i < revisions->size(); ++i) {
        if ((*revisions)[i].sequence != *sequence) continue;
        auto revision = with_text(visit, (*revisions)[i]);
        if (!revision) return revision.error();
        Step step{std::move(*revision), std::nullopt,
                  content::kind_of_path((*revisions)[i].path).value_or(Kind::case_)};
        if (!may_see_text(visit, step.revision, step.kind)) return nothing;
        if (i + 1 == revisions->size()) return step;
        auto before = with_text(visit, (*revisions)[i + 1]);
        if (!before) return before.error();
        if (may_see_text(visit, *before, step.kind)) step.before = std::move(*before);
        return step;
    }
    return nothing;
}

std::string title_of(const Result<app::ReadEntry>& now, EntryId id) {
    return now ? now->entry.display_title() : fmt::format("#{}", id);
}

void offer_to_take_back(const Visit& visit, const app::ReadEntry& now, RevisionPageView& view) {
    view.can_take_back = view.readable && !view.revision.current && visit.may_write(now.entry);
    view.version = now.version;
    view.take_back_reason =
        fmt::format("{} {}", visit.message("history.take_back_reason"), view.revision.time);
}

RevisionPageView view_of(const Visit& visit, const Step& step) {
    const store::Revision& revision = step.revision;
    const auto now = app::read_entry(visit.workspace(), visit.viewer(), revision.entry);
    RevisionPageView view;
    view.revision = RevisionView::of(visit, revision);
    view.revision.current = now && now->version == revision.fingerprint;
    view.id = revision.entry;
    view.title = title_of(now, revision.entry);
    view.entry_url = now ? url_of(now->entry) : "";
    view.history_url = fmt::format("/history/{}", revision.entry);
    view.first = !step.before;
    if (step.before)
        view.changes = changed_fields(visit, step.kind, step.before->text, revision.text);
    const auto then = content::parse_entry(revision.text, step.kind);
    view.readable = static_cast<bool>(then);
    if (then) view.text_then.push_back(PreviewView::of(visit, *then));
    if (now) offer_to_take_back(visit, *now, view);
    return view;
}

}  // namespace

Response list_history(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    const auto revisions = revisions_of(visit, *id);
    if (!revisions) return visit.error(revisions.error());
    const auto now = app::read_entry(visit.workspace(), *id);
    if (now && !visit.viewer().may_see(now->entry)) return visit.error(404, "error.not_found");
    HistoryView view;
    view.id = *id;
    view.title = title_of(now, *id);
    view.entry_url = now ? url_of(now->entry) : "";
    for (const store::Revision& revision : *revisions) {
        view.clipped = view.revisions.size() == kMostRevisions;
        if (view.clipped) break;
        view.revisions.push_back(RevisionView::of(visit, revision));
        view.revisions.back().current = view.revisions.size() == 1 && now;
    }
    return visit.page("pages/history/index", Area::none, visit.message("history.title"),
                      render::View::of(view));
}

Response show_revision(const Visit& visit, const PathArguments& arguments) {
    const auto step = find_step(visit, arguments);
    if (!step) return visit.error(step.error());
    return visit.page("pages/history/show", Area::none, visit.message("history.title"),
                      render::View::of(view_of(visit, *step)));
}

// The older text goes through the same door as a form that somebody filled in with it: rules, conflicts and failures included.
Response take_back(const Visit& visit, const PathArguments& arguments) {
    const auto step = find_step(visit, arguments);
    if (!step) return visit.error(step.error());
    const auto then = content::parse_entry(step->revision.text, step->kind);
    if (!then) return visit.error(404, "error.not_found");
    const EntryForm sent = form_of(visit.request(), step->kind);
    EntryForm form = form_of(*then);
    form.id = step->revision.entry;
    form.version = sent.version;
    form.reason = sent.reason;
    return save_change(visit, std::move(form));
}

}  // namespace casebook::web
