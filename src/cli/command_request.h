// What a client asks a running server to do, and what it answers, as lines of JSON:
//
//   client   {"version": …, "content": …, "format": …, "quiet": …, "command": …, "options": {…}}      one line; paths are absolute
//   server   {"progress": [done, total], "doing": …, "counted": "files"|"bytes"}
//            {"output": …}  {"error": …}   for the client's two streams
//            {"exit": n}                   the last line
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/writing_command.h"

namespace casebook::cli {

std::string print_request(const CommandRequest& request);

// Error: invalid; conflict when the client is of another version.
Result<CommandRequest> parse_request(std::string_view line);

}  // namespace casebook::cli
