// Every file of a folder with its bytes, so that tests can say "nothing changed" or "only this".
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/files.h"

namespace casebook::app {

using FolderTexts = std::map<std::string, std::string>;  // path below the folder -> bytes

inline FolderTexts texts_of(const std::filesystem::path& folder) {
    FolderTexts texts;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file())
            texts[file.path().lexically_relative(folder).string()] =
                *read_file(file.path(), 1 << 30);
    return texts;
}

}  // namespace casebook::app
