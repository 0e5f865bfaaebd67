#include "app/import_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "app/import_companions.h"
#include "app/import_source.h"
#include "app/index_library.h"
#include "base/log.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "search/index_writer.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 500;  // files that share their syncs

// What the row says, over what the library has: what the row leaves out stays as it is.
Entry merged(const Entry& existing, const ImportRow& imported) {
    const Entry& row = imported.entry;
    Entry result = existing;
    result.state = imported.state.value_or(existing.state);
    const auto take = [](auto& target, const auto& source) {
        if (source != std::decay_t<decltype(source)>{}) target = source;
    };
    take(result.external_id, row.external_id);
    take(result.title, row.title);
    take(result.category, row.category);
    take(result.product, row.product);
    take(result.channel, row.channel);
    take(result.segment, row.segment);
    take(result.tags, row.tags);
    take(result.lang, row.lang);
    take(result.author, row.author);
    take(result.created, row.created);
    take(result.updated, row.updated);
    take(result.confirmed, row.confirmed);
    take(result.valid_until, row.valid_until);
    take(result.outcome, row.outcome);
    take(result.example, row.example);
    take(result.date, row.date);
    take(result.cases, row.cases);
    take(result.host, row.host);
    take(result.topic, row.topic);
    for (const ExtraKey& extra : row.extra) {
        const auto same_name = [&](const ExtraKey& other) { return other.name == extra.name; };
        std::erase_if(result.extra, same_name);
        result.extra.push_back(extra);
    }
    for (const Section& section : row.sections)
        if (section.field && !section.text.empty()) result.set_text(*section.field, section.text);
    return result;
}

class Import {
  public:
    Import(Workspace& workspace, search::IndexWriter& index, ImportMode mode, ImportReport& report)
        : workspace_(workspace), index_(index), mode_(mode), report_(report) {}

    // Error: only what stops the whole import. A bad row is reported.
    Result<void> take(ImportRow row, const Place& place) {
        if (!seen_.insert(row.known_as).second) {
            refuse({ErrorKind::conflict,
                    fmt::format("The external_id “{}” was in an earlier row", row.known_as),
                    "Keep one of the two",
                    {}},
                   place);
            return {};
        }
        for (const std::string& key : row.unknown_keys) ++report_.unknown_keys[key];
        const auto existing = find_existing(row);
        if (!existing) return existing.error();
        if (!*existing) return add(std::move(row), place);
        if ((*existing)->entry.kind != row.entry.kind) {
            refuse({ErrorKind::conflict,
                    fmt::format("“{}” is a {} in the library, not a {}", row.known_as,
                                to_text((*existing)->entry.kind), to_text(row.entry.kind)),
                    "Give the row another external_id",
                    {}},
                   place);
            return {};
        }
        if (row.entry.id != (*existing)->entry.id) replaced_ids_.insert(row.entry.id);
        return update(**existing, row, place);
    }

    // The ids of files that got another one, because theirs was in use.
    const std::set<EntryId>& replaced_ids() const { return replaced_ids_; }

    Result<void> flush() {
        if (auto staged = stage_fresh(); !staged) return staged;
        if (mode_ == ImportMode::dry_run) return {};
        if (auto committed = workspace_.writer().commit(); !committed) return committed;
        return index_written();
    }

  private:
    void refuse(Error error, const Place& place) {
        error.place = place;
        report_.refused.push_back(std::move(error));
    }

    Result<std::optional<search::StoredEntry>> find_existing(const ImportRow& row) const {
        auto known = workspace_.index().find_by_external_id(row.known_as);
        if (!known || *known || row.entry.id == 0 || !row.file) return known;
        auto same = workspace_.index().find(row.entry.id);
        const bool is_same = same && *same && (*same)->path == row.file->path;
        return !same || is_same ? same : known;
    }

    Result<void> add(ImportRow row, const Place& place) {
        if (is_too_long(row.file ? row.file->text : content::print_entry(row.entry), place))
            return {};
        if (auto kept = keep_id_where_free(row); !kept) return kept;
        if (row.entry.id == 0) row.entry.external_id = row.known_as;
        if (row.entry.kind == Kind::daily && row.entry.date) {
            const std::string path = workspace_.library().path_for(row.entry);
            if (row.entry.id == 0 && is_in_use(path)) {
                refuse({ErrorKind::conflict,
                        fmt::format("There is a daily of {} already", to_text(*row.entry.date)),
                        "Keep one of the two",
                        {}},
                       place);
                return {};
            }
            paths_.insert(path);
        }
        ++report_.added;
        fresh_.push_back(std::move(row));
        return flush_full_batch();
    }

    // A file of a library keeps its id and its path, or gets a new id and with it a new path.
    Result<void> keep_id_where_free(ImportRow& row) {
        if (row.entry.id == 0) return {};
        const auto holder = workspace_.index().find(row.entry.id);
        if (!holder) return holder.error();
        const bool free = row.file && !row.file->path.empty() && !*holder &&
                          ids_.count(row.entry.id) == 0 && !is_in_use(row.file->path);
        if (free) {
            ids_.insert(row.entry.id);
            paths_.insert(row.file->path);
        } else {
            replaced_ids_.insert(std::exchange(row.entry.id, 0));
        }
        return {};
    }

    bool is_in_use(const std::string& path) const {
        std::error_code failure;
        return paths_.count(path) != 0 || fs::exists(workspace_.library().folder() / path, failure);
    }

    bool is_too_long(const std::string& text, const Place& place) {
        constexpr std::size_t kRoomForIdAndDate = 256;
        if (text.size() + kRoomForIdAndDate <= content::kLargestFile) return false;
        refuse({ErrorKind::invalid,
                fmt::format("The case would have {} bytes; a file may have {}", text.size(),
                            content::kLargestFile),
                "Shorten its texts",
                {}},
               place);
        return true;
    }

    Result<void> update(const search::StoredEntry& stored, const ImportRow& row,
                        const Place& place) {
        const auto source = workspace_.library().load_text(stored.path);
        if (!source) return source.error();
        auto current = content::parse_entry(*source, stored.entry.kind);
        if (!current) return current.error();
        const Entry wanted = merged(*current, row);
        const std::string text = content::with_changes(*source, wanted);
        if (text == *source) {
            ++report_.unchanged;
            return {};
        }
        if (is_too_long(text, place)) return {};
        ++report_.updated;
        if (auto staged = stage(stored.path, text); !staged) return staged;
        return flush_full_batch();
    }

    Result<void> flush_full_batch() {
        return fresh_.size() + written_.size() < kBatch ? Result<void>() : flush();
    }

    Result<void> stage_fresh() {
        if (fresh_.empty() || mode_ == ImportMode::dry_run) {
            fresh_.clear();
            return {};
        }
        auto id = take_new_ids();
        if (!id) return id.error();
        for (ImportRow& row : fresh_) {
            const bool kept = row.entry.id != 0;
            if (!kept) ids_.insert(row.entry.id = (*id)++);
            if (!kept && !row.entry.created) row.entry.created = workspace_.clock().now();
            const std::string path =
                kept ? row.file->path : workspace_.library().path_for(row.entry);
            const std::string text = row.file ? content::with_changes(row.file->text, row.entry)
                                              : content::print_entry(row.entry);
            if (auto staged = stage(path, text); !staged) return staged;
        }
        fresh_.clear();
        return {};
    }

    // The first of as many ids as the rows without one need; ids that files brought along are in use.
    Result<EntryId> take_new_ids() {
        const auto needed = std::count_if(fresh_.begin(), fresh_.end(),
                                          [](const ImportRow& row) { return row.entry.id == 0; });
        const auto largest = workspace_.index().largest_id();
        if (!largest || needed == 0) return largest;
        const EntryId at_least = std::max(*largest, ids_.empty() ? 0 : *ids_.rbegin());
        return workspace_.database().take_ids(at_least, needed);
    }

    Result<void> stage(const std::string& path, const std::string& text) {
        if (mode_ == ImportMode::dry_run) return {};
        written_.push_back(path);
        return workspace_.library().stage(path, text, workspace_.writer());
    }

    // Reads back what was written, so that the index holds what the files hold.
    Result<void> index_written() {
        for (const std::string& path : written_) {
            const auto stamp = workspace_.library().stamp(path);
            if (!stamp) return stamp.error();
            auto entry = workspace_.library().load(path, stamp->kind);
            if (!entry) return entry.error();
            if (auto indexed = index_.replace({std::move(*entry), path, stamp->version}); !indexed)
                return indexed;
        }
        written_.clear();
        return {};
    }

    Workspace& workspace_;
    search::IndexWriter& index_;
    ImportMode mode_;
    ImportReport& report_;
    std::set<std::string> seen_;
    std::set<EntryId> ids_;        // in use by what this import adds
    std::set<std::string> paths_;  // the same
    std::set<EntryId> replaced_ids_;
    std::vector<ImportRow> fresh_;
    std::vector<std::string> written_;
};

Result<void> take_rows(ImportSource& source, Import& import, ImportReport& report,
                       const Progress& progress) {
    while (true) {
        auto next = source.next();
        if (!next) return next.error();
        if (!*next) return import.flush();
        if (progress) progress(source.done(), source.total());
        SourceRow& read = **next;
        if (!read.row)
            report.refused.push_back(read.row.error());
        else if (auto taken = import.take(*std::move(read.row), read.place); !taken)
            return taken;
    }
}

Result<ImportReport> import_rows(Workspace& workspace, const fs::path& path, ImportMode mode,
                                 const Progress& progress, const ImportSettings& settings) {
    auto source = open_import_source(path, settings, workspace.clock().now().offset);
    if (!source) return source.error();
    auto index = search::IndexWriter::open(workspace.index_folder());
    if (!index) return index.error();
    ImportReport report;
    Import import(workspace, *index, mode, report);
    if (auto taken = take_rows(**source, import, report, progress); !taken) return taken.error();
    report.notes = (*source)->notes();
    if (auto taken = take_companions(workspace, (*source)->companions(), import.replaced_ids(),
                                     mode, report.notes);
        !taken)
        return taken.error();
    if (auto committed = index->commit(); !committed) return committed.error();
    return report;
}

}  // namespace

Result<ImportReport> import_cases(Workspace& workspace, const fs::path& path, ImportMode mode,
                                  const Progress& progress, const ImportSettings& settings) {
    auto report = import_rows(workspace, path, mode, progress, settings);
    workspace.index().refresh();
    if (report) return report;
    // What got its place before the failure is taken in, so that the next import knows it.
    workspace.writer().discard();
    const auto updated =
        update_index(workspace.library(), workspace.index(), workspace.index_folder(), {});
    if (!updated) log(updated.error());
    return report.error();
}

}  // namespace casebook::app
