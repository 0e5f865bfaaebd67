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
    total.masked += part.masked;
    for (Error& refused : part.refused) total.refused.push_back(std::move(refused));
    for (const auto& [key, rows] : part.unknown_keys) total.unknown_keys[key] += rows;
    for (std::string& note : part.notes) total.notes.push_back(std::move(note));
}

bool is_empty(const app::ImportReport& report) {
    return report.added + report.updated + report.unchanged + report.refused.size() == 0;
}

Result<app::ImportSettings> settings_of(const ImportOptions& options) {
    app::ImportSettings settings;
    settings.format =
        app::parse_import_format(options.format).value_or(app::ImportFormat::automatic);
    settings.encoding =
        app::parse_encoding_choice(options.encoding).value_or(app::EncodingChoice::automatic);
    auto map = app::parse_column_map(options.map);
    if (!map) return map.error();
    settings.map = std::move(*map);
    return settings;
}

std::string key_line(const std::string& key, std::size_t rows) {
    return fmt::format("unknown key “{}” in {} rows: kept in the front matter", key, rows);
}

Result<void> write_report(const app::ImportReport& report, const std::filesystem::path& path) {
    std::string lines;
    for (const std::string& note : report.notes) lines += note + "\n";
    for (const auto& [key, rows] : report.unknown_keys) lines += key_line(key, rows) + "\n";
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
    if (report.masked > 0)
        fmt::print("  {} phone numbers, ids, cards or the like were masked\n", report.masked);
    for (const std::string& note : report.notes) fmt::print("  {}\n", note);
    for (const auto& [key, rows] : report.unknown_keys) fmt::print("  {}\n", key_line(key, rows));
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
                                      {"masked", report.masked},
                                      {"refused", refused},
                                      {"unknown_keys", report.unknown_keys},
                                      {"notes", report.notes}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// A folder's progress is counted in files, a file's in bytes.
Counted counted_in(const std::filesystem::path& path) {
    std::error_code failure;
    return std::filesystem::is_directory(path, failure) ? Counted::files : Counted::bytes;
}

// Every path, until one cannot be read.
std::optional<Error> import_paths(const CommonOptions& common, const ImportOptions& options,
                                  const app::ImportSettings& settings, app::Workspace& workspace,
                                  app::ImportReport& total) {
    const auto mode = options.dry_run ? app::ImportMode::dry_run : app::ImportMode::write;
    for (const std::filesystem::path& path : options.paths) {
        auto report = app::import_cases(workspace, path, mode,
                                        progress(common, "Importing", counted_in(path)), settings);
        if (!report) return report.error();
        add(total, std::move(*report));
    }
    return std::nullopt;
}

}  // namespace

int import(const CommonOptions& common, const ImportOptions& options) {
    const auto settings = settings_of(options);
    if (!settings) return fail(settings.error());
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return fail(workspace.error());
    say_problems((*workspace)->problems());
    app::ImportReport total;
    auto failure = import_paths(common, options, *settings, **workspace, total);
    if (failure && is_empty(total)) return fail(*failure);
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
