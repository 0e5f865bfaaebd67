#include "app/import_cases.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/files.h"
#include "cli/terminal.h"

namespace casebook::cli {
namespace {

constexpr int kSomeRowsRefused = 3;
constexpr std::size_t kRefusalsOnTerminal = 10;

void add(app::ImportReport& total, app::ImportReport part) {
    total.added += part.added;
    total.updated += part.updated;
    total.unchanged += part.unchanged;
    for (Error& refused : part.refused) total.refused.push_back(std::move(refused));
    for (const auto& [key, rows] : part.unknown_keys) total.unknown_keys[key] += rows;
}

Result<void> write_report(const app::ImportReport& report, const std::filesystem::path& path) {
    std::string lines;
    for (const Error& refused : report.refused) lines += refused.line() + "\n";
    return PosixFileWriter().write(path, lines);
}

void say_refused(const app::ImportReport& report) {
    for (std::size_t i = 0; i < report.refused.size() && i < kRefusalsOnTerminal; ++i)
        fmt::print(stderr, "casebook: refused: {}\n", report.refused[i].line());
    if (report.refused.size() > kRefusalsOnTerminal)
        fmt::print(stderr, "casebook: … and {} more; --report FILE names each\n",
                   report.refused.size() - kRefusalsOnTerminal);
}

void say_result(const app::ImportReport& report, const ImportOptions& options) {
    fmt::print("{}added {}, updated {}, unchanged {}, refused {}\n",
               options.dry_run ? "Dry run, nothing changed: would have " : "", report.added,
               report.updated, report.unchanged, report.refused.size());
    for (const auto& [key, rows] : report.unknown_keys)
        fmt::print("  unknown key “{}” in {} rows: kept in the front matter\n", key, rows);
}

std::string to_json(const app::ImportReport& report) {
    nlohmann::ordered_json refused = nlohmann::ordered_json::array();
    for (const Error& row : report.refused)
        refused.push_back({{"file", row.place.path},
                           {"line", row.place.line},
                           {"reason", row.message},
                           {"hint", row.hint}});
    const nlohmann::ordered_json json{{"added", report.added},
                                      {"updated", report.updated},
                                      {"unchanged", report.unchanged},
                                      {"refused", refused},
                                      {"unknown_keys", report.unknown_keys}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

int import(const CommonOptions& common, const ImportOptions& options) {
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return fail(workspace.error());
    say_problems((*workspace)->problems());
    const auto mode = options.dry_run ? app::ImportMode::dry_run : app::ImportMode::write;
    app::ImportReport total;
    std::optional<Error> failure;
    for (const std::filesystem::path& path : options.paths) {
        auto report = app::import_cases(**workspace, path, mode, progress(common, "Importing"));
        if (!report) failure = report.error();
        if (!report) break;
        add(total, std::move(*report));
    }
    say_refused(total);
    if (common.format == Format::json)
        fmt::print("{}\n", to_json(total));
    else if (!common.quiet)
        say_result(total, options);
    if (!options.report.empty())
        if (auto written = write_report(total, options.report); !written && !failure)
            failure = written.error();
    if (failure) return fail(*failure);
    return total.refused.empty() ? 0 : kSomeRowsRefused;
}

}  // namespace casebook::cli
