// Runs the casebook program as a person would, and keeps what it said.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace casebook::test {

struct ProgramRun {
    int exit_code = -1;  // -1: a signal ended it
    std::string output;
    std::string errors;
};

// casebook ARGUMENTS... < input
ProgramRun run_casebook(const std::vector<std::string>& arguments, const std::string& input = "");

// Starts it and does not wait; what it says is thrown away.
pid_t start_casebook(const std::vector<std::string>& arguments);

}  // namespace casebook::test
