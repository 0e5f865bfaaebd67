// The commands that change things run on a workspace: that of this process, or, when a server holds the state folder, the server's.
#pragma once

#include <variant>

#include "cli/commands.h"
#include "cli/console.h"

namespace casebook::cli {

using WritingCommand =
    std::variant<ImportOptions, ReindexOptions, CheckOptions, ReuseOptions, UserOptions>;

struct CommandRequest {
    CommonOptions common;
    WritingCommand command;
};

// On the server's workspace; gives the exit code.
int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ImportOptions& options);
int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ReindexOptions& options);
int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const CheckOptions& options);
int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const ReuseOptions& options);
int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const UserOptions& options);

}  // namespace casebook::cli
