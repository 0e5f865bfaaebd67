#include "app/save_entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/fingerprint.h"
#include "content/entry_file.h"

namespace casebook::app {
namespace {

Error too_large() {
    return {ErrorKind::invalid,
            fmt::format("The file would be larger than {} bytes", content::kLargestFile),
            "Shorten its texts",
            {},
            "too_large"};
}

Result<EntryId> new_id(Workspace& workspace) {
    const auto largest = workspace.index().largest_id();
    if (!largest) return largest.error();
    return workspace.database().take_ids(std::max(*largest, workspace.pending().largest_id()), 1);
}

Error daily_exists(Date date) {
    return {ErrorKind::conflict,       fmt::format("There is a daily of {} already", to_text(date)),
            "Edit that one",           {},
            std::string(kDailyExists), to_text(date)};
}

// A person reads what was understood of the file, not what was meant to be in it; both must be the same before anything is written.
Result<Entry> read_back(const std::string& text, Kind kind) {
    if (text.size() > content::kLargestFile) return too_large();
    auto entry = content::parse_entry(text, kind);
    if (!entry)
        return Error{ErrorKind::internal,
                     "The entry cannot be written as a file: " + entry.error().message,
                     "Change the place that is named, or report this", entry.error().place};
    return entry;
}

Result<ReadEntry> publish(Workspace& workspace, const std::string& path, std::string text,
                          std::string before, Kind kind, const ChangeNote& note) {
    auto entry = read_back(text, kind);
    if (!entry) return entry.error();
    Publication publication(workspace);
    if (auto staged = publication.stage(path, text, *entry, std::move(before)); !staged)
        return staged.error();
    if (auto committed = publication.commit(note, Urgency::at_once); !committed)
        return committed.error();
    const bool stale =
        is_stale(*entry, workspace.clock().now().date(), workspace.options().shelf_life);
    return ReadEntry{std::move(*entry), path, stale, fingerprint(text), text};
}

}  // namespace

Result<SavedEntry> create_entry(Workspace& workspace, Entry entry, const ChangeNote& note,
                                const std::vector<std::string>& not_personal) {
    auto masked = mask_new_personal_data(entry, {}, not_personal);
    const auto writing = workspace.write_lock();
    if (entry.kind == Kind::daily && entry.date) {
        const auto existing = read_daily(workspace, to_text(*entry.date));
        if (existing) return daily_exists(*entry.date);
        if (existing.error().kind != ErrorKind::not_found) return existing.error();
    }
    const auto id = new_id(workspace);
    if (!id) return id.error();
    entry.id = *id;
    if (!entry.created) entry.created = workspace.clock().now();
    const std::string path = workspace.library().path_for(entry);
    if (workspace.library().stamp(
            path))  // a file that is not served, for instance a broken one, is never written over
        return Error{ErrorKind::conflict,
                     "There is a file of that name already",
                     "Repair or rename it",
                     {path, 0}};
    auto read = publish(workspace, path, content::print_entry(entry), "", entry.kind, note);
    if (!read) return read.error();
    return SavedEntry{std::move(*read), std::move(masked)};
}

Result<SavedEntry> update_entry(Workspace& workspace, Entry wanted, const std::string& version,
                                const ChangeNote& note,
                                const std::vector<std::string>& not_personal) {
    const auto writing = workspace.write_lock();
    auto current = read_entry(workspace, wanted.id);
    if (!current) return current.error();
    if (current->version != version)
        return Error{ErrorKind::conflict,
                     fmt::format("Entry {} was changed by somebody else meanwhile", wanted.id),
                     "Compare the two texts and save again",
                     {},
                     std::string(kEditConflict)};
    auto masked = mask_new_personal_data(wanted, current->entry, not_personal);
    wanted.updated = current->entry.updated;
    if (content::with_changes(current->text, wanted) == current->text)
        return SavedEntry{std::move(*current), std::move(masked)};
    wanted.updated = workspace.clock().now();
    std::string text = content::with_changes(current->text, wanted);
    auto read =
        publish(workspace, current->path, std::move(text), current->text, wanted.kind, note);
    if (!read) return read.error();
    return SavedEntry{std::move(*read), std::move(masked)};
}

}  // namespace casebook::app
