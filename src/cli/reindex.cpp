#include <fmt/format.h>

#include <chrono>

#include "cli/command_client.h"
#include "cli/terminal.h"
#include "cli/writing_command.h"
#include "search/index_folder.h"

namespace casebook::cli {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::string generation_in(const std::filesystem::path& state) {
    const auto current = search::IndexFolder(state / "index").current();
    return current ? current->string() : std::string();
}

int say(Console& console, const CommonOptions& common, const app::IndexReport& report,
        SteadyClock::time_point start) {
    say_problems(console, report.problems);
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    if (common.format == Format::json)
        console.print(fmt::format("{{\"indexed\":{},\"left_out\":{},\"seconds\":{:.2f}}}\n",
                                  report.indexed, report.problems.size(), seconds));
    else if (!common.quiet)
        console.print(fmt::format("Indexed {} files in {:.1f} s; left out {}\n", report.indexed,
                                  seconds, report.problems.size()));
    return 0;
}

}  // namespace

int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ReindexOptions&) {
    const auto start = SteadyClock::now();
    const auto report = workspace.follower().rebuild(console.progress("Indexing"));
    return report ? say(console, common, *report, start) : fail(console, report.error());
}

int reindex(const CommonOptions& common, const ReindexOptions& options) {
    Terminal terminal(common);
    const auto start = SteadyClock::now();
    const std::string before = generation_in(common.state);
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return ask_server_or_fail(workspace.error(), {common, options});
    if (generation_in(common.state) == before)
        return run_on(**workspace, terminal, common, options);
    app::IndexReport built;  // the index was missing or damaged, and opening built it
    const auto count = (*workspace)->index().count(std::nullopt);
    if (!count) return fail(terminal, count.error());
    built.indexed = *count;
    built.problems = (*workspace)->problems();
    return say(terminal, common, built, start);
}

}  // namespace casebook::cli
