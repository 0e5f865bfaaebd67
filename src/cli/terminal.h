// How the commands speak: results on standard output, errors and progress on standard error.
#pragma once

#include <string_view>

#include "app/workspace.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/console.h"

namespace casebook::cli {

class Terminal final : public Console {
  public:
    explicit Terminal(const CommonOptions& common) : common_(common) {}
    void print(std::string_view text) override;
    void say(std::string_view text) override;
    app::Progress progress(std::string_view doing, Counted counted = Counted::files) override;

  private:
    const CommonOptions& common_;
};

// Says the error on one line; gives the exit code of its kind.
int fail(const Error& error);

// A counter on the terminal for work that takes more than a second: how much of it is done, how fast, and how long the rest
// will take. Silent when quiet or when no one watches.
app::Progress progress(const CommonOptions& common, std::string_view doing,
                       Counted counted = Counted::files);

struct WorkspaceNeeds {
    app::Access access = app::Access::write;
    std::size_t readers = 1;  // searches at once
    app::MissingIndex missing_index = app::MissingIndex::build_before_opening;
    std::chrono::days shelf_life = kDefaultShelfLife;
    std::chrono::days recall{14};
};

Result<std::unique_ptr<app::Workspace>> open_workspace(const CommonOptions& common,
                                                       const WorkspaceNeeds& needs);

// Says which files of the library were left out.
void say_problems(const app::Problems& problems);

}  // namespace casebook::cli
