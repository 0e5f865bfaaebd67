#include <fmt/format.h>

#include <exception>

#include "base/log.h"
#include "cli/arguments.h"

namespace {

using namespace casebook;

int run(const cli::CommonOptions& common, const cli::ServeOptions& options) {
    return cli::serve(common, options);
}
int run(const cli::CommonOptions& common, const cli::ImportOptions& options) {
    return cli::import(common, options);
}
int run(const cli::CommonOptions& common, const cli::ExportOptions& options) {
    return cli::export_(common, options);
}
int run(const cli::CommonOptions& common, const cli::ReindexOptions& options) {
    return cli::reindex(common, options);
}
int run(const cli::CommonOptions& common, const cli::CheckOptions& options) {
    return cli::check(common, options);
}
int run(const cli::CommonOptions& common, const cli::BackupOptions& options) {
    return cli::backup(common, options);
}
int run(const cli::CommonOptions& common, const cli::RestoreOptions& options) {
    return cli::restore(common, options);
}
int run(const cli::CommonOptions& common, const cli::SearchOptions& options) {
    return cli::search(common, options);
}
int run(const cli::CommonOptions& common, const cli::SuggestOptions& options) {
    return cli::suggest(common, options);
}
int run(const cli::CommonOptions& common, const cli::ReuseOptions& options) {
    return cli::reuse(common, options);
}
int run(const cli::CommonOptions& common, const cli::EvalOptions& options) {
    return cli::eval(common, options);
}
int run(const cli::CommonOptions& common, const cli::UserOptions& options) {
    return cli::user(common, options);
}

}  // namespace

int main(int count, char** values) {
    try {
        const auto parsed = cli::parse_arguments(count, values);
        if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
        const auto& arguments = std::get<cli::Arguments>(parsed);
        if (arguments.common.quiet) quieten_log();
        return std::visit([&](const auto& options) { return run(arguments.common, options); },
                          arguments.command);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "casebook: The program failed ({}). Please report this\n",
                   failure.what());
        return 1;
    }
}
