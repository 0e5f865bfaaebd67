#include "app/read_entry.h"

#include <fmt/format.h>

#include <charconv>

namespace casebook::app {
namespace {

Error not_found(const std::string& wanted) {
    return {ErrorKind::not_found, fmt::format("There is no entry {}", wanted), "", {}};
}

// The file is the truth; the index only says where it is.
Result<ReadEntry> read_file_of(const Workspace& workspace, const search::StoredEntry& stored) {
    auto entry = workspace.library().load(stored.path, stored.entry.kind);
    if (!entry) {
        Error error =
            entry.error();  // not the visitor's mistake: the file changed since it was indexed
        if (error.kind != ErrorKind::not_found) error.kind = ErrorKind::corrupt;
        return error;
    }
    const bool stale = is_stale(*entry, workspace.clock().now().date(), kDefaultShelfLife);
    return ReadEntry{std::move(*entry), stored.path, stale};
}

}  // namespace

Result<ReadEntry> read_entry(const Workspace& workspace, const std::string& id) {
    EntryId number = 0;
    const auto [end, failure] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (failure != std::errc{} || end != id.data() + id.size()) return not_found(id);
    const auto stored = workspace.index().find(number);
    if (!stored) return stored.error();
    if (!*stored) return not_found(id);
    return read_file_of(workspace, **stored);
}

Result<ReadEntry> read_daily(const Workspace& workspace, const std::string& date) {
    const auto day = parse_date(date);
    if (!day) return read_entry(workspace, date);  // a daily without a date goes by its id
    const auto stored = workspace.index().find_daily(*day);
    if (!stored) return stored.error();
    if (!*stored) return not_found(date);
    return read_file_of(workspace, **stored);
}

Result<std::vector<Entry>> read_entries(const Workspace& workspace,
                                        const std::vector<EntryId>& ids) {
    std::vector<Entry> entries;
    for (const EntryId id : ids) {
        auto stored = workspace.index().find(id);
        if (!stored) return stored.error();
        if (*stored) entries.push_back(std::move((**stored).entry));
    }
    return entries;
}

}  // namespace casebook::app
