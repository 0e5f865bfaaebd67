#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/backup.h"
#include "cli/terminal.h"

namespace casebook::cli {
namespace {

nlohmann::ordered_json json_of(const app::Restored& restored) {
    return {{"made", restored.contents.made},
            {"program", restored.contents.program},
            {"files", restored.contents.files.size()},
            {"bytes", restored.contents.bytes()},
            {"moved_aside",
             {{"content", restored.moved_aside.content.string()},
              {"state", restored.moved_aside.state.string()}}}};
}

void say(const CommonOptions& common, const app::Restored& restored) {
    fmt::print("{} files of {} restored to {} and {}\n", restored.contents.files.size(),
               restored.contents.made, common.content.string(), common.state.string());
    for (const auto& aside : {restored.moved_aside.content, restored.moved_aside.state})
        if (!aside.empty()) fmt::print("  what was there is now {}\n", aside.string());
    fmt::print("  the next start builds the index\n");
}

}  // namespace

int restore(const CommonOptions& common, const RestoreOptions& options) {
    const auto existing = options.force ? app::Existing::move_aside : app::Existing::refuse;
    const auto restored =
        app::restore_backup(options.file, {common.content, common.state}, existing, SystemClock(),
                            progress(common, "Restoring"));
    if (!restored) return fail(restored.error());
    if (common.format == Format::json)
        fmt::print("{}\n", json_of(*restored).dump(2));
    else if (!common.quiet)
        say(common, *restored);
    return 0;
}

}  // namespace casebook::cli
