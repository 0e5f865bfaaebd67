#include "app/import_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "app/follow_along.h"
#include "app/history_file.h"
#include "app/import_companions.h"
#include "app/import_source.h"
#include "app/masking.h"
#include "app/publication.h"
#include "app/reuse_log_file.h"
#include "base/text.h"
#include "content/entry_file.h"

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
    Import(Workspace& workspace, ImportMode mode, ImportReport& report)
        : workspace_(workspace), mode_(mode), report_(report) {}

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
        const auto path = find_path(row);
        if (!path) return path.error();
        if (!*path) return add(std::move(row), place);
        const auto existing = Existing::load(workspace_, **path);
        if (!existing) return existing.error();
        if (existing->entry.kind != row.entry.kind) {
            refuse({ErrorKind::conflict,
                    fmt::format("“{}” is a {} in the library, not a {}", row.known_as,
                                to_text(existing->entry.kind), to_text(row.entry.kind)),
                    "Give the row another external_id",
                    {}},
                   place);
            return {};
        }
        if (row.entry.id != existing->entry.id) replaced_ids_.insert(row.entry.id);
        return update(*existing, row, place);
    }

    // The ids of files that got another one, because theirs was in use.
    const std::set<EntryId>& replaced_ids() const { return replaced_ids_; }

    // True once after a full batch was published.
    bool has_just_published() { return std::exchange(just_published_, false); }

    Result<void> flush() {
        if (mode_ == ImportMode::dry_run) {
            fresh_.clear();
            return {};
        }
        if (auto staged = stage_fresh(); !staged) return staged;
        return publication_.commit({"", store::Origin::import, ""}, Urgency::in_batch);
    }

  private:
    void refuse(Error error, const Place& place) {
        error.place = place;
        report_.refused.push_back(std::move(error));
    }

    // The file of an entry that is in the library already.
    struct Existing {
        std::string path;
        std::string text;
        Entry entry;

        static Result<Existing> load(const Workspace& workspace, const std::string& path) {
            auto text = workspace.library().load_text(path);
            if (!text) return text.error();
            auto entry = workspace.library().parse(path, *text, *content::kind_of_path(path));
            if (!entry) return entry.error();
            return Existing{path, std::move(*text), std::move(*entry)};
        }
    };

    using FoundPath = std::optional<std::string>;

    static Result<FoundPath> path_in(const Result<std::optional<search::StoredEntry>>& stored) {
        if (!stored) return stored.error();
        return *stored ? FoundPath((*stored)->path) : FoundPath();
    }

    Result<FoundPath> path_of(EntryId id) const {
        if (auto pending = workspace_.pending().find(id)) return pending;
        return path_in(workspace_.index().find(id));
    }

    Result<FoundPath> find_path(const ImportRow& row) const {
        if (auto pending = workspace_.pending().find_by_external_id(row.known_as)) return pending;
        auto known = path_in(workspace_.index().find_by_external_id(row.known_as));
        if (!known || *known || row.entry.id == 0 || !row.file) return known;
        auto same = path_of(row.entry.id);
        return !same || *same == row.file->path ? same : known;
    }

    Result<void> add(ImportRow row, const Place& place) {
        if (is_too_long(row.file ? row.file->text : content::print_entry(row.entry), place))
            return {};
        if (auto kept = keep_id_where_free(row); !kept) return kept;
        if (row.entry.id == 0) {  // a library's own file was masked when it was written
            row.entry.external_id = row.known_as;
            report_.masked += mask_new_personal_data(row.entry, {}).size();
        }
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
        const auto holder = path_of(row.entry.id);
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

    Result<void> update(const Existing& existing, const ImportRow& row, const Place& place) {
        Entry wanted = merged(existing.entry, row);
        report_.masked += mask_new_personal_data(wanted, existing.entry).size();
        std::string text = content::with_changes(existing.text, wanted);
        if (text == existing.text) {
            ++report_.unchanged;
            return {};
        }
        if (is_too_long(text, place)) return {};
        ++report_.updated;
        if (auto staged = stage(existing.path, std::move(text), std::move(wanted), existing.text);
            !staged)
            return staged;
        return flush_full_batch();
    }

    Result<void> flush_full_batch() {
        if (fresh_.size() + publication_.size() < kBatch) return {};
        just_published_ = true;
        return flush();
    }

    Result<void> stage_fresh() {
        if (fresh_.empty()) return {};
        auto id = take_new_ids();
        if (!id) return id.error();
        for (ImportRow& row : fresh_) {
            const bool kept = row.entry.id != 0;
            if (!kept) ids_.insert(row.entry.id = (*id)++);
            if (!kept && !row.entry.created) row.entry.created = workspace_.clock().now();
            std::string path = kept ? row.file->path : workspace_.library().path_for(row.entry);
            std::string text = row.file ? content::with_changes(row.file->text, row.entry)
                                        : content::print_entry(row.entry);
            if (auto staged = stage(path, std::move(text), std::move(row.entry), ""); !staged)
                return staged;
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
        const EntryId at_least = std::max(
            {*largest, workspace_.pending().largest_id(), ids_.empty() ? 0 : *ids_.rbegin()});
        return workspace_.database().take_ids(at_least, needed);
    }

    Result<void> stage(const std::string& path, std::string text, Entry entry, std::string before) {
        if (mode_ == ImportMode::dry_run) return {};
        return publication_.stage(path, std::move(text), std::move(entry), std::move(before));
    }

    Workspace& workspace_;
    Publication publication_{workspace_};
    ImportMode mode_;
    ImportReport& report_;
    std::set<std::string> seen_;
    std::set<EntryId> ids_;        // in use by what this import adds
    std::set<std::string> paths_;  // the same
    std::set<EntryId> replaced_ids_;
    std::vector<ImportRow> fresh_;
    bool just_published_ = false;
};

// A long import lets those who save something come in between, where all that it took is published.
void give_way(std::unique_lock<std::mutex>& writing) {
    constexpr std::chrono::milliseconds kLongEnoughToBeWoken{1};
    writing.unlock();
    std::this_thread::sleep_for(kLongEnoughToBeWoken);
    writing.lock();
}

Result<void> take_rows(ImportSource& source, Import& import, ImportReport& report,
                       const Progress& progress, std::unique_lock<std::mutex>& writing) {
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
        if (import.has_just_published()) give_way(writing);
    }
}

Result<ImportReport> import_rows(Workspace& workspace, const fs::path& path, ImportMode mode,
                                 const Progress& progress, const ImportSettings& settings,
                                 std::unique_lock<std::mutex>& writing) {
    auto source = open_import_source(path, settings, workspace.clock().now().offset);
    if (!source) return source.error();
    ImportReport report;
    std::vector<std::string> notes;
    if (const auto history = (*source)->history())
        if (auto taken = take_history(workspace.database(), *history, mode, notes); !taken)
            return taken.error();
    Import import(workspace, mode, report);
    if (auto taken = take_rows(**source, import, report, progress, writing); !taken)
        return taken.error();
    if (const auto log = (*source)->reuse_log())
        if (auto taken = take_reuse_log(workspace, *log, import.replaced_ids(), mode, notes);
            !taken)
            return taken.error();
    report.notes = (*source)->notes();
    report.notes.insert(report.notes.end(), notes.begin(), notes.end());
    if (auto taken = take_companions(workspace, (*source)->companions(), import.replaced_ids(),
                                     mode, report.notes);
        !taken)
        return taken.error();
    return report;
}

}  // namespace

Result<ImportReport> import_cases(Workspace& workspace, const fs::path& path, ImportMode mode,
                                  const Progress& progress, const ImportSettings& settings) {
    auto writing = workspace.write_lock();
    auto report = [&] {
        const FollowAlong along(workspace);
        return import_rows(workspace, path, mode, progress, settings, writing);
    }();
    writing.unlock();
    // What was acknowledged before a failure is in the index, too, so that the next import knows it.
    if (auto followed = workspace.follower().catch_up(); !followed && report)
        return followed.error();
    return report;
}

}  // namespace casebook::app
