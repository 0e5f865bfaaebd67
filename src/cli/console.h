// Where a command speaks: the terminal, or the client for which a running server does the work.
#pragma once

#include <string_view>

#include "app/workspace.h"
#include "base/error.h"

namespace casebook::cli {

enum class Counted { files, bytes };

class Console {
  public:
    virtual ~Console() = default;
    virtual void print(std::string_view text) = 0;  // results: standard output
    virtual void say(std::string_view text) = 0;    // everything else: standard error
    virtual app::Progress progress(std::string_view doing, Counted counted = Counted::files) = 0;
};

// Says the error on one line; gives the exit code of its kind.
int fail(Console& console, const Error& error);

// Says which files of the library were left out.
void say_problems(Console& console, const app::Problems& problems);

}  // namespace casebook::cli
