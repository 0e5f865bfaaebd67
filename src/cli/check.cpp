#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/check_library.h"
#include "cli/command_client.h"
#include "cli/terminal.h"
#include "cli/writing_command.h"

namespace casebook::cli {
namespace {

using Findings = std::vector<app::Finding>;
using nlohmann::ordered_json;

constexpr int kSomethingIsWrong = 1;

ordered_json json_of(const Findings& findings) {
    ordered_json list = ordered_json::array();
    for (const app::Finding& found : findings)
        list.push_back({{"part", app::to_text(found.part)},
                        {"code", found.error.code},
                        {"message", found.error.message},
                        {"hint", found.error.hint},
                        {"file", found.error.place.path},
                        {"line", found.error.place.line},
                        {"column", found.error.place.column}});
    return list;
}

std::string json_text(const app::CheckReport& report, const Findings& repaired) {
    const ordered_json json{{"clean", report.findings.empty()},
                            {"files", report.files},
                            {"revisions", report.revisions},
                            {"reuses", report.reuses},
                            {"changes", report.changes},
                            {"complaints", report.complaints},
                            {"audited", report.audited},
                            {"indexed", report.indexed},
                            {"waiting", report.waiting},
                            {"findings", json_of(report.findings)},
                            {"repaired", json_of(repaired)}};
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string summary(const app::CheckReport& report) {
    const std::string waiting = report.waiting == 0
                                    ? std::string()
                                    : fmt::format(", {} waiting to be indexed", report.waiting);
    return fmt::format(
        "{} files, {} revisions, {} reuses, {} complaints, {} in the index{}: {}\n", report.files,
        report.revisions, report.reuses, report.complaints, report.indexed, waiting,
        report.findings.empty() ? "all is well"
                                : fmt::format("{} findings", report.findings.size()));
}

int say(Console& console, const CommonOptions& common, const app::CheckReport& report,
        const Findings& repaired) {
    const int exit_code = report.findings.empty() ? 0 : kSomethingIsWrong;
    if (common.format == Format::json) {
        console.print(json_text(report, repaired));
        return exit_code;
    }
    for (const app::Finding& mended : repaired)
        console.print(fmt::format("repaired: {}: {} ({})\n", app::to_text(mended.part),
                                  mended.error.message, mended.error.place.text()));
    for (const app::Finding& found : report.findings)
        console.print(fmt::format("{}: {}\n", app::to_text(found.part), found.error.line()));
    if (!common.quiet) console.print(summary(report));
    return exit_code;
}

int repair(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const app::CheckReport& before) {
    const auto report = app::repair_library(workspace, before, console.progress("Repairing"));
    if (!report) return fail(console, report.error());
    return say(console, common, report->after, report->repaired);
}

}  // namespace

int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const CheckOptions&) {
    const app::WorkspaceOptions& folders = workspace.options();
    const auto before =
        app::check_library(folders.content, folders.state, console.progress("Checking"));
    if (!before) return fail(console, before.error());
    return repair(workspace, console, common, *before);
}

int check(const CommonOptions& common, const CheckOptions& options) {
    Terminal terminal(common);
    const auto before =
        app::check_library(common.content, common.state, terminal.progress("Checking"));
    if (!before) return fail(terminal, before.error());
    if (!options.repair) return say(terminal, common, *before, {});
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return ask_server_or_fail(workspace.error(), {common, options});
    return repair(**workspace, terminal, common, *before);
}

}  // namespace casebook::cli
