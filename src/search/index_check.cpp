#include "search/index_check.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <set>
#include <sstream>
#include <unordered_set>

#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/snapshot.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

Error damaged(const std::string& what, const fs::path& folder) {
    return {ErrorKind::corrupt,
            "The index is damaged (" + what + ")",
            "It is rebuilt from the files; nothing is lost",
            {folder.string(), 0}};
}

// An index without entries has no file of their data yet.
Result<void> check_files(const fs::path& folder) {
    std::error_code failure;
    for (const char* file : {"iamglass", "postlist.glass"})
        if (!fs::exists(folder / file, failure))
            return damaged(fmt::format("{} is gone", file), folder);
    const bool has_data = fs::exists(folder / "docdata.glass", failure);
    if (has_data || Xapian::Database(folder.string()).get_doccount() == 0) return {};
    return damaged("docdata.glass is gone", folder);
}

// What is superseded is noted; were a note lost, the entry would be there as it is and as it was.
bool has_each_file_once(const Snapshot& snapshot) {
    const Xapian::Database& database = snapshot.database();
    std::unordered_set<std::string> paths;
    for (auto path = database.valuestream_begin(kPathSlot);
         path != database.valuestream_end(kPathSlot); ++path)
        if (!snapshot.superseded().has(path.get_docid()) && !paths.insert(*path).second)
            return false;
    return paths.size() == snapshot.count_entries();
}

// Each document gives back what was put in (it holds a checksum of itself).
Result<void> check_documents(const fs::path& folder) {
    const Xapian::Database database(folder.string());
    if (database.get_metadata("schema") != kSchema) return damaged("no schema", folder);
    const Snapshot snapshot(database, IndexStateKeeper().of(database));
    if (!has_each_file_once(snapshot)) return damaged("a file is in it twice", folder);
    for (auto document = database.postlist_begin(""); document != database.postlist_end("");
         ++document)
        if (auto stored = snapshot.entry_of(*document); !stored) return stored.error();
    return {};
}

}  // namespace

Result<void> check_index(const fs::path& folder) {
    const auto current = IndexFolder(folder).current();
    if (!current) return current.error();
    return guarded([&]() -> Result<void> {
        if (auto checked = check_files(*current); !checked) return checked;
        std::ostringstream report;
        const std::size_t errors = Xapian::Database::check(current->string(), 0, &report);
        if (errors > 0) return damaged(fmt::format("{} errors in its tables", errors), *current);
        return check_documents(*current);
    });
}

std::string index_file_state(const fs::path& folder) {
    const auto current = IndexFolder(folder).current();
    if (!current) return {};
    std::error_code failure;
    std::set<std::string> files;
    for (fs::directory_iterator file(*current, failure), end; !failure && file != end;
         file.increment(failure)) {
        struct stat status {};
        if (::stat(file->path().c_str(), &status) != 0) continue;
        files.insert(fmt::format("{} {} {} {}.{:09}", file->path().filename().string(),
                                 status.st_ino, status.st_size, status.st_mtim.tv_sec,
                                 status.st_mtim.tv_nsec));
    }
    return fmt::format("{} {}", current->filename().string(), fmt::join(files, "; "));
}

}  // namespace casebook::search
