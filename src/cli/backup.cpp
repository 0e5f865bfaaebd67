#include "app/backup.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/terminal.h"

namespace casebook::cli {

int backup(const CommonOptions& common, const BackupOptions& options) {
    const SystemClock clock;
    const auto made = app::back_up({common.content, common.state}, options.file,
                                   {CASEBOOK_VERSION, clock}, progress(common, "Backing up"));
    if (!made) return fail(made.error());
    if (common.format == Format::json) {
        const nlohmann::ordered_json json{{"file", options.file.string()},
                                          {"made", made->made},
                                          {"files", made->files.size()},
                                          {"bytes", made->bytes()}};
        fmt::print("{}\n", json.dump(2));
    } else if (!common.quiet) {
        fmt::print("{} files, {} bytes backed up to {} and verified\n", made->files.size(),
                   made->bytes(), options.file.string());
    }
    return 0;
}

}  // namespace casebook::cli
