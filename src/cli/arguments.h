// The command line, parsed (CLI11).
#pragma once

#include <variant>

#include "cli/commands.h"

namespace casebook::cli {

// The arguments, or the exit code when there is nothing to run: help was shown, or the use was wrong and that was said.
std::variant<Arguments, int> parse_arguments(int count, char** values);

}  // namespace casebook::cli
