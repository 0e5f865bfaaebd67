#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace casebook::cli {
namespace {

using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

std::string rate_text(double rate, Counted counted) {
    if (counted == Counted::files) return fmt::format("{:.0f} files/s", rate);
    return rate < 1e6 ? fmt::format("{:.0f} kB/s", rate / 1e3)
                      : fmt::format("{:.1f} MB/s", rate / 1e6);
}

std::string time_text(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    return whole < 60 ? fmt::format("{} s", whole)
                      : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

// Rewrites one line of the terminal, at most five times a second, and clears it at the end.
class Counter {
  public:
    Counter(std::string_view doing, Counted counted) : doing_(doing), counted_(counted) {}
    ~Counter() {
        if (shown_) fmt::print(stderr, "\r\x1b[K");
    }
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    void show(std::size_t done, std::size_t total) {
        const auto now = SteadyClock::now();
        if (now - start_ < 1s || now - last_ < 200ms || total == 0) return;
        last_ = now;
        shown_ = true;
        const double seconds = std::chrono::duration<double>(now - start_).count();
        const double rate = static_cast<double>(done) / seconds;
        const double left = static_cast<double>(total - std::min(done, total)) / rate;
        fmt::print(stderr, "\r\x1b[K{} {}%, {}, {} left ", doing_, 100 * done / total,
                   rate_text(rate, counted_), done == 0 ? "?" : time_text(left));
        std::fflush(stderr);
    }

  private:
    std::string doing_;
    Counted counted_;
    SteadyClock::time_point start_ = SteadyClock::now();
    SteadyClock::time_point last_ = start_;
    bool shown_ = false;
};

}  // namespace

void Terminal::print(std::string_view text) {
    fmt::print("{}", text);
}

void Terminal::say(std::string_view text) {
    fmt::print(stderr, "{}", text);
}

app::Progress Terminal::progress(std::string_view doing, Counted counted) {
    return cli::progress(common_, doing, counted);
}

int fail(Console& console, const Error& error) {
    console.say(fmt::format("casebook: {}\n", error.line()));
    return traits_of(error.kind).exit_code;
}

void say_problems(Console& console, const app::Problems& problems) {
    for (const Error& problem : problems)
        console.say(fmt::format("casebook: left out: {}\n", problem.line()));
}

int fail(const Error& error) {
    fmt::print(stderr, "casebook: {}\n", error.line());
    return traits_of(error.kind).exit_code;
}

app::Progress progress(const CommonOptions& common, std::string_view doing, Counted counted) {
    if (common.quiet || ::isatty(STDERR_FILENO) == 0) return {};
    return [counter = std::make_shared<Counter>(doing, counted)](
               std::size_t done, std::size_t total) { counter->show(done, total); };
}

Result<std::unique_ptr<app::Workspace>> open_workspace(const CommonOptions& common,
                                                       const WorkspaceNeeds& needs) {
    app::WorkspaceOptions options;
    options.content = common.content;
    options.state = common.state;
    options.access = needs.access;
    options.readers = needs.readers;
    options.missing_index = needs.missing_index;
    options.shelf_life = needs.shelf_life;
    options.recall = needs.recall;
    return app::Workspace::open(options, progress(common, "Reading the library"));
}

void say_problems(const app::Problems& problems) {
    for (const Error& problem : problems)
        fmt::print(stderr, "casebook: left out: {}\n", problem.line());
}

}  // namespace casebook::cli
