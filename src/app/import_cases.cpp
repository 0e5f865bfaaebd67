#include "app/import_cases.h"

#include <fmt/format.h>

#include <fstream>
#include <set>

#include "app/import_rows.h"
#include "app/index_library.h"
#include "base/log.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "search/index_writer.h"

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
    Import(Workspace& workspace, search::IndexWriter& index, ImportMode mode, ImportReport& report)
        : workspace_(workspace), index_(index), mode_(mode), report_(report) {}

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
        const auto existing = workspace_.index().find_by_external_id(row->entry.external_id);
        if (!existing) return existing.error();
        if (*existing) return update(**existing, *row, place);
        if (is_too_long(content::print_entry(row->entry), place)) return {};
        ++report_.added;
        fresh_.push_back(std::move(row->entry));
        return flush_full_batch();
    }

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
        const auto largest = workspace_.index().largest_id();
        if (!largest) return largest.error();
        const auto first =
            workspace_.database().take_ids(*largest, static_cast<std::int64_t>(fresh_.size()));
        if (!first) return first.error();
        EntryId id = *first;
        for (Entry& entry : fresh_) {
            entry.id = id++;
            if (!entry.created) entry.created = workspace_.clock().now();
            if (auto staged =
                    stage(workspace_.library().path_for(entry), content::print_entry(entry));
                !staged)
                return staged;
        }
        fresh_.clear();
        return {};
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
    std::vector<Entry> fresh_;
    std::vector<std::string> written_;
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
    auto index = search::IndexWriter::open(workspace.index_folder());
    if (!index) return index.error();
    ImportReport report;
    Import import(workspace, *index, mode, report);
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
    if (auto committed = index->commit(); !committed) return committed.error();
    return report;
}

}  // namespace

Result<ImportReport> import_cases(Workspace& workspace, const fs::path& jsonl, ImportMode mode,
                                  const Progress& progress) {
    auto report = import_rows(workspace, jsonl, mode, progress);
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
