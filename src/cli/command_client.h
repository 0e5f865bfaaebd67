// Has the running server do what a command asks for.
#pragma once

#include "base/error.h"
#include "cli/writing_command.h"

namespace casebook::cli {

// After the workspace could not be opened: when that is because a server holds it, the server runs the command and what it says
// is shown here; else the error is said. Gives the exit code.
int ask_server_or_fail(const Error& error, const CommandRequest& request);

}  // namespace casebook::cli
