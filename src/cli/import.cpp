#include "app/complaints/import_complaints.h"

#include <fmt/format.h>

#include <optional>

#include "base/files.h"
#include "base/text.h"
#include "cli/command_client.h"
#include "cli/refused_rows.h"
#include "cli/terminal.h"
#include "cli/writing_command.h"

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

void say_refused(Console& console, const app::ImportReport& report) {
    for (std::size_t i = 0; i < report.refused.size() && i < kRefusalsOnTerminal; ++i)
        console.say(fmt::format("casebook: refused: {}\n", report.refused[i].line()));
    if (report.refused.size() > kRefusalsOnTerminal)
        console.say(fmt::format("casebook: … and {} more; --report FILE names each\n",
                                report.refused.size() - kRefusalsOnTerminal));
}

std::string result_text(const app::ImportReport& report, const ImportOptions& options) {
    std::string text =
        fmt::format("{}added {}, updated {}, unchanged {}, refused {}\n",
                    options.dry_run ? "Dry run, nothing changed: would have " : "", report.added,
                    report.updated, report.unchanged, report.refused.size());
    if (report.masked > 0)
        text +=
            fmt::format("  {} phone numbers, ids, cards or the like were masked\n", report.masked);
    for (const std::string& note : report.notes) text += fmt::format("  {}\n", note);
    for (const auto& [key, rows] : report.unknown_keys)
        text += fmt::format("  {}\n", key_line(key, rows));
    return text;
}

std::string to_json(const app::ImportReport& report) {
    const nlohmann::ordered_json json{{"added", report.added},
                                      {"updated", report.updated},
                                      {"unchanged", report.unchanged},
                                      {"masked", report.masked},
                                      {"refused", refused_rows_json(report.refused)},
                                      {"unknown_keys", report.unknown_keys},
                                      {"notes", report.notes}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// A folder's progress is counted in files, a file's in bytes.
Counted counted_in(const std::filesystem::path& path) {
    std::error_code failure;
    return std::filesystem::is_directory(path, failure) ? Counted::files : Counted::bytes;
}

bool holds_mails(const std::filesystem::path& path, const ImportOptions& options) {
    const bool is_named = ascii_lower(path.extension().string()) == ".eml";
    return options.format == "eml" || (options.format == "auto" && is_named);
}

Result<app::ImportReport> import_path(Console& console, const ImportOptions& options,
                                      const app::ImportSettings& settings,
                                      app::Workspace& workspace,
                                      const std::filesystem::path& path) {
    const auto mode = options.dry_run ? app::ImportMode::dry_run : app::ImportMode::write;
    const app::ComplaintImport complaints{"cli", options.owner, mode};
    if (holds_mails(path, options)) return app::import_mails(workspace, path, complaints);
    if (options.kind == "complaint")
        return app::import_complaint_rows(workspace, path, complaints, settings);
    return app::import_cases(workspace, path, mode, console.progress("Importing", counted_in(path)),
                             settings);
}

// Every path, until one cannot be read.
std::optional<Error> import_paths(Console& console, const ImportOptions& options,
                                  const app::ImportSettings& settings, app::Workspace& workspace,
                                  app::ImportReport& total) {
    for (const std::filesystem::path& path : options.paths) {
        auto report = import_path(console, options, settings, workspace, path);
        if (!report) return report.error();
        add(total, std::move(*report));
    }
    return std::nullopt;
}

}  // namespace

int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ImportOptions& options) {
    const auto settings = settings_of(options);
    if (!settings) return fail(console, settings.error());
    app::ImportReport total;
    auto failure = import_paths(console, options, *settings, workspace, total);
    if (failure && is_empty(total)) return fail(console, *failure);
    say_refused(console, total);
    if (common.format == Format::json)
        console.print(to_json(total) + "\n");
    else if (!common.quiet)
        console.print(result_text(total, options));
    if (!options.report.empty())
        if (auto written = write_report(total, options.report); !written && !failure)
            failure = written.error();
    if (failure) return fail(console, *failure);
    return total.refused.empty() ? 0 : kSomeRowsRefused;
}

int import(const CommonOptions& common, const ImportOptions& options) {
    const auto settings = settings_of(options);
    if (!settings) return fail(settings.error());
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return ask_server_or_fail(workspace.error(), {common, options});
    Terminal terminal(common);
    say_problems(terminal, (*workspace)->problems());
    const int code = run_on(**workspace, terminal, common, options);
    // A running server does this by itself.
    if ((*workspace)->index().is_worn())
        if (auto renewed = (*workspace)->follower().rebuild(terminal.progress("Indexing"));
            !renewed)
            return fail(terminal, renewed.error());
    return code;
}

}  // namespace casebook::cli
