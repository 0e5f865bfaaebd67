#include <fmt/format.h>

#include "app/reuse_file.h"
#include "base/files.h"
#include "cli/command_client.h"
#include "cli/refused_rows.h"
#include "cli/terminal.h"
#include "cli/writing_command.h"

namespace casebook::cli {
namespace {

constexpr int kSomeRowsRefused = 3;
constexpr std::size_t kRefusalsOnTerminal = 10;
constexpr const char* kWho = "cli";

std::string to_json(const app::ReuseFileReport& report) {
    const nlohmann::ordered_json json{{"recorded", report.recorded},
                                      {"known", report.known},
                                      {"later", report.later},
                                      {"masked", report.masked},
                                      {"refused", refused_rows_json(report.refused)}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string to_text(const app::ReuseFileReport& report) {
    std::string text = fmt::format("recorded {}, known from an earlier run {}, refused {}\n",
                                   report.recorded, report.known, report.refused.size());
    if (report.later > 0)
        text += fmt::format("  {} of later rounds were passed over\n", report.later);
    if (report.masked > 0)
        text +=
            fmt::format("  {} phone numbers, ids, cards or the like were masked\n", report.masked);
    return text;
}

void say_refused(Console& console, const app::Problems& refused) {
    for (std::size_t i = 0; i < refused.size() && i < kRefusalsOnTerminal; ++i)
        console.say(fmt::format("casebook: refused: {}\n", refused[i].line()));
    if (refused.size() > kRefusalsOnTerminal)
        console.say(fmt::format("casebook: … and {} more; --report FILE names each\n",
                                refused.size() - kRefusalsOnTerminal));
}

Result<void> write_report(const app::Problems& refused, const std::filesystem::path& path) {
    std::string lines;
    for (const Error& row : refused) lines += row.line() + "\n";
    return PosixFileWriter().write(path, lines);
}

}  // namespace

int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ReuseOptions& options) {
    const auto report =
        app::record_reuse_file(workspace, options.events, {kWho, options.until_round},
                               console.progress("Recording", Counted::bytes));
    if (!report) return fail(console, report.error());
    say_refused(console, report->refused);
    if (common.format == Format::json)
        console.print(to_json(*report));
    else if (!common.quiet)
        console.print(to_text(*report));
    if (!options.report.empty())
        if (auto written = write_report(report->refused, options.report); !written)
            return fail(console, written.error());
    return report->refused.empty() ? 0 : kSomeRowsRefused;
}

int reuse(const CommonOptions& common, const ReuseOptions& options) {
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return ask_server_or_fail(workspace.error(), {common, options});
    Terminal terminal(common);
    return run_on(**workspace, terminal, common, options);
}

}  // namespace casebook::cli
