#include "app/export_library.h"

#include <algorithm>

#include "app/history_file.h"
#include "app/library_files.h"
#include "app/reuse_log_file.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchFiles = 500;  // files that share their syncs

Error wrong_folder(ErrorKind kind, std::string message, const fs::path& folder) {
    return {kind, std::move(message), "Give a new or an empty folder", {folder.string(), 0}};
}

bool is_inside(const fs::path& folder, const fs::path& outer) {
    const auto [outer_end, rest] =
        std::mismatch(outer.begin(), outer.end(), folder.begin(), folder.end());
    return outer_end == outer.end();
}

// The folder's whole name; nothing is made yet.
Result<fs::path> check_folder(const fs::path& folder, const content::Library& library) {
    std::error_code failure;
    fs::path whole = fs::weakly_canonical(fs::absolute(folder, failure), failure);
    if (failure) return wrong_folder(ErrorKind::io, failure.message(), folder);
    if (!whole.has_filename()) whole = whole.parent_path();
    if (is_inside(whole, fs::weakly_canonical(library.folder(), failure)))
        return wrong_folder(ErrorKind::invalid, "An export cannot go into the library itself",
                            folder);
    const bool there = fs::exists(whole, failure);
    if (there && !(fs::is_directory(whole, failure) && fs::is_empty(whole, failure)))
        return wrong_folder(ErrorKind::conflict, "The folder holds something already", folder);
    return whole;
}

void count(const std::string& path, ExportReport& report) {
    const bool markdown = path.ends_with(".md");
    const auto kind = markdown ? content::kind_of_path(path) : std::nullopt;
    if (!kind)
        ++report.other_files;
    else if (*kind == Kind::case_)
        ++report.cases;
    else
        ++(*kind == Kind::daily ? report.dailies : report.posts);
}

Result<void> copy_files(const fs::path& from, const fs::path& to, ExportReport& report,
                        const Progress& progress) {
    const auto files = files_below(from);
    if (!files) return files.error();
    PosixFileWriter writer;
    std::size_t done = 0;
    for (const std::string& file : *files) {
        if (progress) progress(done, files->size());
        const auto bytes = read_file(from / file, kLargestLibraryFile);
        if (!bytes) return bytes.error();
        if (auto staged = writer.stage(to / file, *bytes); !staged) return staged;
        count(file, report);
        report.bytes += bytes->size();
        if (++done % kBatchFiles != 0) continue;
        if (auto committed = writer.commit(); !committed) return committed;
    }
    return writer.commit();
}

// What is not in the content folder and belongs to a library all the same is written here, one file of rows each, for the import
// to take up again.
Result<void> write_history(const store::Database* history, const fs::path& folder,
                           ExportReport& report) {
    if (history == nullptr) return {};
    const auto written = write_history_file(*history, folder / kHistoryName);
    if (!written) return written.error();
    report.revisions = *written;
    const auto reuses = history->reuse_event_count();
    if (!reuses) return reuses.error();
    const auto links = history->case_links();
    if (!links) return links.error();
    if (*reuses == 0 && links->empty()) return {};
    const auto logged = write_reuse_log(*history, folder / kReuseLogName);
    if (!logged) return logged.error();
    report.reuses = *logged;
    return {};
}

Result<void> write_all(const content::Library& library, const store::Database* history,
                       const fs::path& folder, ExportReport& report, const Progress& progress) {
    std::error_code failure;
    fs::remove_all(folder, failure);
    fs::create_directories(folder, failure);
    if (failure) return wrong_folder(ErrorKind::io, failure.message(), folder);
    if (auto copied = copy_files(library.folder(), folder, report, progress); !copied)
        return copied;
    return write_history(history, folder, report);
}

}  // namespace

Result<ExportReport> export_library(const content::Library& library, const fs::path& folder,
                                    const Progress& progress, const store::Database* history) {
    if (const auto readable = library.scan(); !readable) return readable.error();
    const auto whole = check_folder(folder, library);
    if (!whole) return whole.error();
    const fs::path unfinished =
        whole->parent_path() / ("." + whole->filename().string() + ".casebook-export");
    ExportReport report;
    auto done = write_all(library, history, unfinished, report, progress);
    if (done) done = rename_folder(unfinished, *whole);
    if (done) return report;
    std::error_code ignored;
    fs::remove_all(unfinished, ignored);
    return done.error();
}

}  // namespace casebook::app
