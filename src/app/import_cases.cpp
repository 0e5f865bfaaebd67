#include "app/import_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "app/import_rows.h"
#include "app/publication.h"
#include "base/text.h"
#include "content/entry_file.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 500;                   // files that share their syncs
constexpr std::size_t kLongestRow = 4 * 1024 * 1024;  // bytes

// What the row says, over what the library has: what the row leaves out stays as it is.
Entry merged(const Entry& existing, const ImportRow& imported) {
    const Entry& row = imported.entry;
    Entry result = existing;
    result.state = imported.state.value_or(existing.state);
    const auto take = [](auto& target, const auto& source) {
        if (source != std::decay_t<decltype(source)>{}) target = source;
    };
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
    for (const ExtraKey& extra : row.extra) {
        const auto same_name = [&](const ExtraKey& other) { return other.name == extra.name; };
        std::erase_if(result.extra, same_name);
        result.extra.push_back(extra);
    }
    for (const Section& section : row.sections)
        if (!section.text.empty()) result.set_text(*section.field, section.text);
    return result;
}

class Import {
  public:
    Import(Workspace& workspace, ImportMode mode, ImportReport& report)
        : workspace_(workspace), mode_(mode), report_(report) {}

    // Error: only what stops the whole import. A bad row is reported.
    Result<void> take(std::string_view line, const Place& place) {
        auto row = parse_jsonl_row(line, workspace_.clock().now().offset);
        if (!row) {
            refuse(row.error(), place);
            return {};
        }
        if (!seen_.insert(row->entry.external_id).second) {
            refuse(
                {ErrorKind::conflict,
                 fmt::format("The external_id “{}” was in an earlier row", row->entry.external_id),
                 "Keep one of the two",
                 {}},
                place);
            return {};
        }
        for (const std::string& key : row->unknown_keys) ++report_.unknown_keys[key];
        const auto existing = path_of(row->entry.external_id);
        if (!existing) return existing.error();
        if (*existing) return update(**existing, *row, place);
        if (is_too_long(content::print_entry(row->entry), place)) return {};
        ++report_.added;
        fresh_.push_back(std::move(row->entry));
        return flush_full_batch();
    }

    Result<void> flush() {
        if (mode_ == ImportMode::dry_run) {
            fresh_.clear();
            return {};
        }
        if (auto staged = stage_fresh(); !staged) return staged;
        const ChangeNote note{"", store::Origin::import, ""};
        return publication_.commit(note, Urgency::in_batch);
    }

  private:
    void refuse(Error error, const Place& place) {
        error.place = place;
        report_.refused.push_back(std::move(error));
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

    Result<std::optional<std::string>> path_of(const std::string& external_id) const {
        if (auto pending = workspace_.pending().find_by_external_id(external_id)) return pending;
        const auto stored = workspace_.index().find_by_external_id(external_id);
        if (!stored) return stored.error();
        return *stored ? std::optional((*stored)->path) : std::nullopt;
    }

    Result<void> update(const std::string& path, const ImportRow& row, const Place& place) {
        const auto source = workspace_.library().load_text(path);
        if (!source) return source.error();
        auto current = content::parse_entry(*source, *content::kind_of_path(path));
        if (!current) return current.error();
        Entry wanted = merged(*current, row);
        std::string text = content::with_changes(*source, wanted);
        if (text == *source) {
            ++report_.unchanged;
            return {};
        }
        if (is_too_long(text, place)) return {};
        ++report_.updated;
        if (auto staged = stage(path, std::move(text), std::move(wanted), *source); !staged)
            return staged;
        return flush_full_batch();
    }

    Result<void> flush_full_batch() {
        return fresh_.size() + publication_.size() < kBatch ? Result<void>() : flush();
    }

    Result<void> stage_fresh() {
        if (fresh_.empty()) return {};
        const auto largest = workspace_.index().largest_id();
        if (!largest) return largest.error();
        const auto first =
            workspace_.database().take_ids(std::max(*largest, workspace_.pending().largest_id()),
                                           static_cast<std::int64_t>(fresh_.size()));
        if (!first) return first.error();
        EntryId id = *first;
        for (Entry& entry : fresh_) {
            entry.id = id++;
            if (!entry.created) entry.created = workspace_.clock().now();
            const std::string path = workspace_.library().path_for(entry);
            std::string text = content::print_entry(entry);
            if (auto staged = stage(path, std::move(text), std::move(entry), ""); !staged)
                return staged;
        }
        fresh_.clear();
        return {};
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
    std::vector<Entry> fresh_;
};

Result<ImportReport> import_rows(Workspace& workspace, const fs::path& jsonl, ImportMode mode,
                                 const Progress& progress) {
    std::ifstream input(jsonl, std::ios::binary);
    std::error_code failure;
    const std::size_t size = fs::file_size(jsonl, failure);
    if (!input || failure)
        return Error{ErrorKind::not_found,
                     "Cannot open the file to import",
                     "Give a JSONL file, a row a line",
                     {jsonl.string(), 0}};
    ImportReport report;
    Import import(workspace, mode, report);
    std::size_t done = 0;
    Place place{jsonl.string(), 0};
    for (std::string line; std::getline(input, line);) {
        ++place.line;
        done += line.size() + 1;
        if (progress) progress(done, size);
        if (trim(line).empty()) continue;
        if (line.size() > kLongestRow) {
            report.refused.push_back(
                {ErrorKind::invalid, "The row is longer than 4 MiB", "", place});
            continue;
        }
        if (auto taken = import.take(line, place); !taken) return taken.error();
    }
    if (auto flushed = import.flush(); !flushed) return flushed.error();
    return report;
}

}  // namespace

Result<ImportReport> import_cases(Workspace& workspace, const fs::path& jsonl, ImportMode mode,
                                  const Progress& progress) {
    const auto writing = workspace.write_lock();
    auto report = import_rows(workspace, jsonl, mode, progress);
    // What was acknowledged before a failure is in the index, too, so that the next import knows it.
    if (auto followed = workspace.follower().catch_up(); !followed && report)
        return followed.error();
    return report;
}

}  // namespace casebook::app
