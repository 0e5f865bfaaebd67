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

enum class Hidden { left_out, included };

// Every regular file below the folder, sorted, as paths below it with '/'. Links are not followed. Error: io.
Result<std::vector<std::string>> files_below(const std::filesystem::path& folder,
                                             Hidden hidden_ones = Hidden::left_out);

}  // namespace casebook::app
