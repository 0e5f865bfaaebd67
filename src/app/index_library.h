// Brings the index in line with the library folder: whole (rebuilt beside, then swapped) or by what changed since.
#pragma once

#include "app/workspace.h"

namespace casebook::app {

struct IndexReport {
    std::size_t indexed = 0;  // read and put into the index by this run
    std::size_t removed = 0;
    std::size_t total = 0;  // files of the library
    Problems problems;      // files left out, each with place and reason
};

// Builds a new index beside the one in use and puts it in its place. The old one serves until then.
Result<IndexReport> rebuild_index(const content::Library& library,
                                  const std::filesystem::path& index_folder,
                                  const Progress& progress);

// Reads only files whose version differs from the indexed one.
Result<IndexReport> update_index(const content::Library& library, search::Index& index,
                                 const std::filesystem::path& index_folder,
                                 const Progress& progress);

}  // namespace casebook::app
