#include "app/library_files.h"

#include <algorithm>

namespace casebook::app {

namespace fs = std::filesystem;

Result<std::vector<std::string>> files_below(const fs::path& folder, Hidden hidden_ones) {
    std::vector<std::string> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator file(folder, failure), end; !failure && file != end;
         file.increment(failure)) {
        const bool hidden =
            hidden_ones == Hidden::left_out && file->path().filename().string().starts_with('.');
        if (hidden) file.disable_recursion_pending();
        std::error_code ignored;
        if (!hidden && file->is_regular_file(ignored))
            files.push_back(file->path().lexically_relative(folder).generic_string());
    }
    if (failure)
        return Error{ErrorKind::io,
                     "Cannot list the folder: " + failure.message(),
                     "Check the rights of the folder",
                     {folder.string(), 0}};
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace casebook::app
