#include <fmt/format.h>

#include <chrono>

#include "app/index_library.h"
#include "base/files.h"
#include "cli/terminal.h"

namespace casebook::cli {

int reindex(const CommonOptions& common, const ReindexOptions&) {
    const auto lock = FolderLock::acquire(common.state);
    if (!lock) return fail(lock.error());
    const auto start = std::chrono::steady_clock::now();
    const auto report = app::rebuild_index(content::Library(common.content), common.state / "index",
                                           progress(common, "Indexing"));
    if (!report) return fail(report.error());
    say_problems(report->problems);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (common.format == Format::json)
        fmt::print("{{\"indexed\":{},\"left_out\":{},\"seconds\":{:.2f}}}\n", report->indexed,
                   report->problems.size(), seconds);
    else if (!common.quiet)
        fmt::print("Indexed {} files in {:.1f} s; left out {}\n", report->indexed, seconds,
                   report->problems.size());
    return 0;
}

}  // namespace casebook::cli
