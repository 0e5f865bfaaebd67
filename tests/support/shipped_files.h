// The library that ships with the program, for tests that hold for every file in it.
#pragma once

#include <string>
#include <vector>

#include "base/files.h"
#include "content/library.h"
#include "support/desk.h"

namespace casebook::content {

inline Library shipped_library() {
    return Library(std::filesystem::path(CASEBOOK_SOURCE_FOLDER) / "content");
}

struct ShippedFile {
    std::string path;
    Kind kind;
    std::string text;
};

inline std::vector<ShippedFile> shipped_files() {
    const Library library = shipped_library();
    std::vector<ShippedFile> files;
    for (const FileStamp& stamp : test::value_of(library.scan()))
        files.push_back({stamp.path, stamp.kind, test::value_of(library.load_text(stamp.path))});
    return files;
}

}  // namespace casebook::content
