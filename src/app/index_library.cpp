#include "app/index_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "content/problems.h"
#include "search/index_writer.h"

namespace casebook::app {
namespace {

using content::FileStamp;
using search::StoredEntry;

Error duplicate_id(EntryId id, const std::string& path, const std::string& first_path) {
    return content::make_problem(content::Problem::id_taken, fmt::format("{}: {}", id, first_path),
                                 {path, 0});
}

// Loads files one by one and keeps the first of those that share an id.
class Loader {
  public:
    Loader(const content::Library& library, Problems& problems)
        : library_(library), problems_(problems) {}

    std::optional<StoredEntry> load(const FileStamp& stamp) {
        auto entry = library_.load(stamp.path, stamp.kind);
        if (!entry) {
            problems_.push_back(entry.error());
            return std::nullopt;
        }
        const auto [known, first] = path_of_id_.try_emplace(entry->id, stamp.path);
        if (!first && known->second != stamp.path) {
            problems_.push_back(duplicate_id(entry->id, stamp.path, known->second));
            return std::nullopt;
        }
        return StoredEntry{std::move(*entry), stamp.path, stamp.version};
    }

  private:
    const content::Library& library_;
    Problems& problems_;
    std::map<EntryId, std::string> path_of_id_;
};

void tell(const Progress& progress, std::size_t done, std::size_t total) {
    if (progress) progress(done, total);
}

}  // namespace

Result<IndexReport> rebuild_index(const content::Library& library,
                                  const std::filesystem::path& index_folder,
                                  const Progress& progress) {
    const auto stamps = library.scan();
    if (!stamps) return stamps.error();
    auto writer = search::IndexWriter::create_beside(index_folder);
    if (!writer) return writer.error();
    IndexReport report;
    report.total = stamps->size();
    Loader loader(library, report.problems);
    for (const FileStamp& stamp : *stamps) {
        tell(progress, static_cast<std::size_t>(&stamp - stamps->data()), stamps->size());
        const auto stored = loader.load(stamp);
        if (!stored) continue;
        if (auto added = writer->replace(*stored); !added) return added.error();
        ++report.indexed;
    }
    if (auto published = writer->publish(); !published) return published.error();
    return report;
}

Result<IndexReport> update_index(const content::Library& library, search::Index& index,
                                 const std::filesystem::path& index_folder,
                                 const Progress& progress) {
    const auto stamps = library.scan();
    if (!stamps) return stamps.error();
    auto indexed = index.versions();
    if (!indexed) return indexed.error();
    IndexReport report;
    report.total = stamps->size();
    std::vector<FileStamp> changed;
    for (const FileStamp& stamp : *stamps) {
        const auto known = indexed->find(stamp.path);
        if (known == indexed->end() || known->second != stamp.version) changed.push_back(stamp);
        if (known != indexed->end()) indexed->erase(known);
    }
    const auto& gone = *indexed;  // what is left was indexed once and has no file any more
    if (changed.empty() && gone.empty()) return report;

    auto writer = search::IndexWriter::open(index_folder);
    if (!writer) return writer.error();
    Loader loader(library, report.problems);
    for (const auto& [path, version] : gone) {
        if (auto removed = writer->remove_path(path); !removed) return removed.error();
        ++report.removed;
    }
    // Whoever has an id in the index and is neither gone nor to be read anew keeps its claim to it.
    const auto standing_owner = [&](EntryId id) -> Result<std::optional<std::string>> {
        const auto owner = index.find(id);
        if (!owner) return owner.error();
        if (!*owner) return std::optional<std::string>();
        const std::string& path = (*owner)->path;
        const bool in_doubt = gone.contains(path) || std::any_of(changed.begin(), changed.end(),
                                                                 [&](const FileStamp& stamp) {
                                                                     return stamp.path == path;
                                                                 });
        return in_doubt ? std::nullopt : std::optional(path);
    };
    for (const FileStamp& stamp : changed) {
        tell(progress, static_cast<std::size_t>(&stamp - changed.data()), changed.size());
        auto stored = loader.load(stamp);
        if (stored) {
            const auto owner = standing_owner(stored->entry.id);
            if (!owner) return owner.error();
            if (*owner &&
                **owner <
                    stamp.path) {  // of two files the earlier path is served, as after a rebuild
                report.problems.push_back(duplicate_id(stored->entry.id, stamp.path, **owner));
                stored.reset();
            } else if (*owner) {
                report.problems.push_back(duplicate_id(stored->entry.id, **owner, stamp.path));
                if (auto removed = writer->remove_path(**owner); !removed) return removed.error();
            }
        }
        // A file that can no longer be read is not served in its old form either.
        if (auto done = stored ? writer->replace(*stored) : writer->remove_path(stamp.path); !done)
            return done.error();
        if (stored) ++report.indexed;
    }
    if (auto committed = writer->commit(); !committed) return committed.error();
    index.refresh();
    return report;
}

}  // namespace casebook::app
