#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/export_library.h"
#include "cli/terminal.h"

namespace casebook::cli {

int export_(const CommonOptions& common, const ExportOptions& options) {
    const auto history = store::Database::open_for_reading(common.state / "casebook.db");
    if (!history && history.error().kind != ErrorKind::not_found) return fail(history.error());
    const auto report =
        app::export_library(content::Library(common.content), options.folder,
                            progress(common, "Exporting"), history ? &*history : nullptr);
    if (!report) return fail(report.error());
    if (common.format == Format::json) {
        const nlohmann::ordered_json json{
            {"cases", report->cases},         {"dailies", report->dailies},
            {"posts", report->posts},         {"other_files", report->other_files},
            {"revisions", report->revisions}, {"reuses", report->reuses},
            {"bytes", report->bytes}};
        fmt::print("{}\n", json.dump(2));
    } else if (!common.quiet) {
        fmt::print("exported {} cases, {} dailies, {} posts, {} other files to {}\n", report->cases,
                   report->dailies, report->posts, report->other_files, options.folder.string());
    }
    return 0;
}

}  // namespace casebook::cli
