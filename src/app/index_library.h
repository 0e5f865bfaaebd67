// Brings the index in line with the library folder: whole (rebuilt beside, then swapped) or by what changed since.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "app/problem_list.h"
#include "content/library.h"
#include "search/index.h"
#include "search/index_writer.h"

namespace casebook::app {

// Called now and then by long work: how much of how much is done.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Called with every file that is read: its text, and the id in it (0: the file is not valid).
using FileSeen = std::function<void(const std::string& path, const std::string& text, EntryId id)>;

struct IndexReport {
    std::size_t indexed = 0;  // read and put into the index by this run
    std::size_t removed = 0;
    std::size_t total = 0;  // files of the library
    Problems problems;      // files left out, each with place and reason
};

// Asked now and then by long work that may be given up.
using GoesOn = std::function<bool()>;

// Builds a new index beside the one in use and puts it in its place; who has the old one open goes on with it until it opens the new one
// (Index::reopen). Error: busy when it was given up; nothing is changed then.
Result<IndexReport> rebuild_index(const content::Library& library,
                                  const std::filesystem::path& index_folder,
                                  const Progress& progress, const FileSeen& seen = {},
                                  const GoesOn& goes_on = {});

// The same of some files alone.
Result<IndexReport> rebuild_index_of(const std::vector<content::FileStamp>& files,
                                     const content::Library& library,
                                     const std::filesystem::path& index_folder,
                                     const GoesOn& goes_on);

// What differs between the files and the index.
struct IndexChanges {
    std::vector<content::FileStamp> changed;  // new, or of another version
    std::set<std::string> gone;               // in the index, and no file any more

    bool empty() const { return changed.empty() && gone.empty(); }
};

Result<IndexChanges> find_changes(const content::Library& library, const search::Index& index);

// The same for a few paths alone.
IndexChanges changes_of(const content::Library& library, const std::set<std::string>& paths);

// Reads the changed files into the index; the caller commits. Of two files with one id the earlier path is served.
Result<IndexReport> apply_changes(const content::Library& library, const search::Index& index,
                                  search::IndexWriter& writer, const IndexChanges& changes,
                                  const Progress& progress, const FileSeen& seen = {});

}  // namespace casebook::app
