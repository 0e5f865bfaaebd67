#include "web/pages/save_form.h"

#include <algorithm>

#include "app/save_entry.h"
#include "base/log.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "domain/writing_rights.h"
#include "web/views/form_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostRevisions =
    500;  // among which the text that a person began with is looked for

Area area_of(Kind kind) {
    if (kind == Kind::daily) return Area::dailies;
    return kind == Kind::post ? Area::posts : Area::cases;
}

Response page_of(const Visit& visit, const EntryFormView& view, int status) {
    Response response =
        visit.page("pages/entries/edit", area_of(view.kind), view.heading, render::View::of(view));
    response.status = status;
    return response;
}

EntryFormView view_of(const Visit& visit, const EntryForm& form, const FilledEntry& filled) {
    return EntryFormView::of(visit, form, filled.entry, filled.errors);
}

// `written`: as it was typed, before anything was masked.
Response saved(const Visit& visit, Entry written, const app::SavedEntry& saved) {
    const Entry& entry = saved.read.entry;
    std::string url = url_after_save(entry);
    if (!saved.masked.empty()) {
        written.id = entry.id;
        written.created = entry.created;
        url += "&masked=" +
               visit.site().masking_undos().remember(
                   {std::move(written), saved.read.version, saved.masked, visit.account()});
    }
    return redirect(url);
}

app::ChangeNote note_of(const Visit& visit, const EntryForm& form) {
    return {visit.account(), store::Origin::page, form.reason};
}

// At the control that it is about; what no control can mend is an error of its own.
std::optional<FieldError> find_refusal(const Visit& visit, const Entry* before,
                                       const Entry& wanted) {
    const auto refusal = refusal_to_write(visit.person(), before, wanted);
    if (!refusal) return std::nullopt;
    const std::string name(to_text(*refusal));
    const bool has_control =
        *refusal == WritingRefusal::state || *refusal == WritingRefusal::author;
    return FieldError{has_control ? name : "", "rights_" + name};
}

std::vector<EntryId> ids_in(const std::string& list) {
    std::vector<EntryId> ids;
    for (const std::string& text : split(list, ','))
        if (const auto id = app::parse_entry_id(text)) ids.push_back(*id);
    return ids;
}

// Those that the person has not been shown yet; from here on they have.
std::vector<NearDuplicateView> take_new_copies(const Visit& visit, const Entry& entry,
                                               EntryForm& form) {
    const std::vector<EntryId> known = ids_in(form.known_copies);
    std::vector<NearDuplicateView> fresh;
    for (const app::NearDuplicateCase& copy : app::find_near_duplicates(visit.workspace(), entry)) {
        if (std::find(known.begin(), known.end(), copy.entry.id) != known.end()) continue;
        if (!visit.viewer().may_see(copy.entry)) continue;
        fresh.push_back(NearDuplicateView::of(visit, copy));
        form.known_copies += (form.known_copies.empty() ? "" : ",") + std::to_string(copy.entry.id);
    }
    return fresh;
}

// Asks once whether a case that is there already is not the same; none when there is nothing to ask.
std::optional<Response> ask_about_copies(const Visit& visit, EntryForm form,
                                         const FilledEntry& filled) {
    auto copies = take_new_copies(visit, filled.entry, form);
    if (copies.empty()) return std::nullopt;
    EntryFormView view = view_of(visit, form, filled);
    view.near_duplicates = std::move(copies);
    return page_of(visit, view, 409);
}

// Nothing was saved; what was typed is still there.
Response failed(const Visit& visit, const EntryForm& form, const FilledEntry& filled,
                const Error& error) {
    log(error);
    EntryFormView view = view_of(visit, form, filled);
    const char* key = error.kind == ErrorKind::busy        ? "edit.failed.busy"
                      : error.kind == ErrorKind::io        ? "edit.failed.io"
                      : error.kind == ErrorKind::not_found ? "edit.failed.gone"
                                                           : "edit.failed.other";
    view.failure.push_back({visit.message("edit.failed"), visit.message(key)});
    return page_of(visit, view, traits_of(error.kind).http_status);
}

// The text that this version was, as a form; none when it was never recorded.
std::optional<EntryForm> form_of_version(const Visit& visit, const Entry& now,
                                         const std::string& version) {
    const store::Database& database = visit.workspace().database();
    const auto revisions = database.revisions_of(now.id, kMostRevisions);
    if (!revisions) return std::nullopt;
    for (const store::Revision& revision : *revisions) {
        if (revision.fingerprint != version) continue;
        const auto whole = database.find_revision(revision.sequence);
        if (!whole || !*whole) return std::nullopt;
        const auto entry = content::parse_entry((*whole)->text, now.kind);
        return entry ? std::optional(form_of(*entry)) : std::nullopt;
    }
    return std::nullopt;
}

ConflictView conflict_view(const Visit& visit, const MergedForm& merged, const EntryForm& theirs,
                           const app::ReadEntry& now) {
    ConflictView view;
    view.theirs_url = url_of(now.entry);
    const auto latest = visit.workspace().database().revisions_of(now.entry.id, 1);
    const bool known = latest && !latest->empty() && latest->front().fingerprint == now.version;
    if (known) view.author = latest->front().author;
    for (const std::string& name : merged.conflicting)
        view.conflicting.push_back({name, label_of(visit, name), to_show(theirs.text(name)),
                                    to_show(merged.form.text(name))});
    for (const std::string& name : merged.taken_over)
        view.taken_over.push_back({label_of(visit, name)});
    return view;
}

Response conflicting(const Visit& visit, const EntryForm& mine, const app::ReadEntry& now) {
    const auto base = form_of_version(visit, now.entry, mine.version);
    const EntryForm theirs = form_of(now.entry);
    MergedForm merged = merge_forms(base ? &*base : nullptr, theirs, mine);
    merged.form.version = now.version;
    EntryFormView view = view_of(visit, merged.form, put_into(now.entry, merged.form));
    view.conflict.push_back(conflict_view(visit, merged, theirs, now));
    return page_of(visit, view, 409);
}

// A day has one daily.
void check_date(const Visit& visit, FilledEntry& filled) {
    const Entry& entry = filled.entry;
    if (entry.kind != Kind::daily || !entry.date) return;
    const auto existing = app::read_daily(visit.workspace(), to_text(*entry.date));
    if (existing && existing->entry.id != entry.id)
        filled.errors.push_back({"date", "daily_exists"});
}

// The entry that the form is about, and what the form makes of it.
struct Change {
    app::ReadEntry now;
    FilledEntry filled;
};

Result<Change> change_of(const Visit& visit, EntryForm& form) {
    auto now = app::read_entry(visit.workspace(), visit.viewer(), form.id);
    if (!now) return now.error();
    form.kind = now->entry.kind;
    FilledEntry filled = put_into(now->entry, form);
    if (filled.errors.empty())
        if (auto refusal = find_refusal(visit, &now->entry, filled.entry))
            filled.errors.push_back(*std::move(refusal));
    return Change{std::move(*now), std::move(filled)};
}

void show_preview(const Visit& visit, EntryFormView& view, const FilledEntry& filled) {
    const bool readable = std::none_of(filled.errors.begin(), filled.errors.end(),
                                       [](const FieldError& e) { return e.rule == "not_text"; });
    if (readable) view.preview.push_back(PreviewView::of(visit, filled.entry));
}

Response preview(const Visit& visit, const EntryForm& form, const FilledEntry& filled) {
    EntryFormView view = view_of(visit, form, filled);
    show_preview(visit, view, filled);
    return page_of(visit, view, filled.errors.empty() ? 200 : 422);
}

}  // namespace

Entry blank_entry(const Visit& visit, Kind kind) {
    Entry entry;
    entry.kind = kind;
    if (kind == Kind::daily) entry.date = visit.workspace().clock().now().date();
    if (!may_choose_state(visit.person(), {}, entry.state)) entry.state = State::draft;
    return entry;
}

Response show_form(const Visit& visit, const app::ReadEntry& read) {
    EntryForm form = form_of(read.entry);
    form.version = read.version;
    return page_of(visit, EntryFormView::of(visit, form, read.entry, {}), 200);
}

Response form_page(const Visit& visit, const EntryForm& form, const FilledEntry& filled) {
    return page_of(visit, view_of(visit, form, filled), filled.errors.empty() ? 200 : 422);
}

Response save_new(const Visit& visit, const EntryForm& form) {
    FilledEntry filled = put_into(blank_entry(visit, form.kind), form);
    if (filled.entry.author.empty()) filled.entry.author = visit.account();
    if (filled.errors.empty()) check_date(visit, filled);
    if (filled.errors.empty())
        if (auto refusal = find_refusal(visit, nullptr, filled.entry))
            filled.errors.push_back(*std::move(refusal));
    if (!filled.errors.empty()) return form_page(visit, form, filled);
    if (auto question = ask_about_copies(visit, form, filled)) return *std::move(question);
    Entry entry = filled.entry;
    const auto created = app::create_entry(visit.workspace(), entry, note_of(visit, form));
    if (created) return saved(visit, std::move(entry), *created);
    if (created.error().code != app::kDailyExists)
        return failed(visit, form, filled, created.error());
    filled.errors.push_back({"date", "daily_exists"});
    return form_page(visit, form, filled);
}

Response save_change(const Visit& visit, EntryForm form) {
    auto change = change_of(visit, form);
    if (!change) return save_lost(visit, form, change.error());
    if (change->now.version != form.version) return conflicting(visit, form, change->now);
    if (change->filled.errors.empty()) check_date(visit, change->filled);
    if (!change->filled.errors.empty()) return form_page(visit, form, change->filled);
    const auto updated = app::update_entry(visit.workspace(), change->filled.entry, form.version,
                                           note_of(visit, form));
    if (updated) return saved(visit, std::move(change->filled.entry), *updated);
    if (updated.error().code != app::kEditConflict)
        return failed(visit, form, change->filled, updated.error());
    const auto now = app::read_entry(visit.workspace(), form.id);
    return now ? conflicting(visit, form, *now) : failed(visit, form, change->filled, now.error());
}

Response save_lost(const Visit& visit, const EntryForm& form, const Error& error) {
    return failed(visit, form, {blank_entry(visit, form.kind), {}}, error);
}

Response preview_new(const Visit& visit, const EntryForm& form) {
    return preview(visit, form, put_into(blank_entry(visit, form.kind), form));
}

Response preview_change(const Visit& visit, EntryForm form) {
    const auto change = change_of(visit, form);
    if (!change) return save_lost(visit, form, change.error());
    return preview(visit, form, change->filled);
}

}  // namespace casebook::web
