#include "app/read_entry.h"

#include <fmt/format.h>

#include <charconv>

#include "app/plain_scan.h"
#include "base/fingerprint.h"

namespace casebook::app {
namespace {

Error not_found(const std::string& wanted) {
    return {ErrorKind::not_found, fmt::format("There is no entry {}", wanted), "", {}};
}

// The file is the truth; the index, or the list of what was just saved, only says where it is.
Result<ReadEntry> read_file_at(const Workspace& workspace, const std::string& path) {
    const auto text = workspace.library().load_text(path);
    if (!text) return text.error();
    auto entry = workspace.library().parse(path, *text, *content::kind_of_path(path));
    if (!entry) {
        Error error =
            entry.error();  // not the visitor's mistake: the file changed since it was indexed
        error.kind = ErrorKind::corrupt;
        return error;
    }
    const bool stale =
        is_stale(*entry, workspace.clock().now().date(), workspace.options().shelf_life);
    return ReadEntry{std::move(*entry), path, stale, fingerprint(*text), *text};
}

}  // namespace

namespace {

using Found = Result<std::optional<search::StoredEntry>>;

// Where the entry is, by the index or, when that is not whole, by the name of its file.
Result<ReadEntry> read_found(const Workspace& workspace, const Found& stored,
                             const std::string& id_or_date) {
    if (stored && *stored) return read_file_at(workspace, (*stored)->path);
    if (!stored && stored.error().kind != ErrorKind::corrupt) return stored.error();
    if (!stored) workspace.health().set_damaged(stored.error());
    if (!workspace.health().is_degraded()) return not_found(id_or_date);
    const auto path = find_file(workspace, id_or_date);
    if (!path) return path.error();
    return path->empty() ? Result<ReadEntry>(not_found(id_or_date))
                         : read_file_at(workspace, *path);
}

}  // namespace

std::optional<EntryId> parse_entry_id(std::string_view text) {
    EntryId number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size() || number <= 0)
        return std::nullopt;
    return number;
}

Result<ReadEntry> read_entry(const Workspace& workspace, EntryId id) {
    if (const auto path = workspace.pending().find(id)) return read_file_at(workspace, *path);
    return read_found(workspace, workspace.index().find(id), std::to_string(id));
}

Result<ReadEntry> read_entry(const Workspace& workspace, const std::string& id) {
    const auto number = parse_entry_id(id);
    if (!number) return not_found(id);
    return read_entry(workspace, *number);
}

Result<ReadEntry> read_daily(const Workspace& workspace, const std::string& date) {
    const auto day = parse_date(date);
    if (!day) return read_entry(workspace, date);  // a daily without a date goes by its id
    if (const auto path = workspace.pending().find_daily(*day))
        return read_file_at(workspace, *path);
    return read_found(workspace, workspace.index().find_daily(*day), to_text(*day));
}

namespace {

Result<ReadEntry> unless_hidden(Result<ReadEntry> read, const Viewer& viewer) {
    if (read && !viewer.may_see(read->entry)) return not_found(std::to_string(read->entry.id));
    return read;
}

}  // namespace

Result<ReadEntry> read_entry(const Workspace& workspace, const Viewer& viewer, EntryId id) {
    return unless_hidden(read_entry(workspace, id), viewer);
}

Result<ReadEntry> read_entry(const Workspace& workspace, const Viewer& viewer,
                             const std::string& id) {
    return unless_hidden(read_entry(workspace, id), viewer);
}

Result<ReadEntry> read_daily(const Workspace& workspace, const Viewer& viewer,
                             const std::string& date) {
    return unless_hidden(read_daily(workspace, date), viewer);
}

Result<std::vector<Entry>> read_entries(const Workspace& workspace,
                                        const std::vector<EntryId>& ids) {
    std::vector<Entry> entries;
    for (const EntryId id : ids) {
        if (auto stored = workspace.index().find(id); stored && *stored) {
            entries.push_back(std::move((*stored)->entry));
        } else if (auto read = read_entry(workspace, id)) {
            entries.push_back(std::move(read->entry));
        } else if (read.error().kind != ErrorKind::not_found) {
            return read.error();
        }
    }
    return entries;
}

}  // namespace casebook::app
