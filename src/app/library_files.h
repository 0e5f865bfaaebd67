// The files of a library folder as files, whatever they hold: for copying a library whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace casebook::app {

inline constexpr std::uint64_t kLargestLibraryFile =
    256 * 1024 * 1024;  // bytes; larger ones are not copied

// Every regular file below the folder, sorted, as paths below it with '/'. Hidden files and folders are left out. Error: io.
Result<std::vector<std::string>> files_below(const std::filesystem::path& folder);

}  // namespace casebook::app
