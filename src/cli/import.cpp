#include "app/import_cases.h"

#include <fmt/format.h>
#include <fmt/os.h>

#include <nlohmann/json.hpp>

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

void write_report(const app::ImportReport& report, const std::filesystem::path& path) {
    auto file = fmt::output_file(path.string());
    for (const Error& refused : report.refused) file.print("{}\n", refused.line());
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
    std::error_code ignored;
    std::filesystem::create_directories(common.content, ignored);
    const auto workspace = open_workspace(common, app::Access::write, 1);
    if (!workspace) return fail(workspace.error());
    const auto mode = options.dry_run ? app::ImportMode::dry_run : app::ImportMode::write;
    app::ImportReport total;
    for (const std::filesystem::path& path : options.paths) {
        auto report = app::import_cases(**workspace, path, mode, progress(common, "Importing"));
        if (!report) return fail(report.error());
        add(total, std::move(*report));
    }
    if (!options.report.empty()) write_report(total, options.report);
    say_refused(total);
    if (common.format == Format::json)
        fmt::print("{}\n", to_json(total));
    else if (!common.quiet)
        say_result(total, options);
    return total.refused.empty() ? 0 : kSomeRowsRefused;
}

}  // namespace casebook::cli
