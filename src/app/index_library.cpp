#include "app/index_library.h"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "content/problems.h"

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
    Loader(const content::Library& library, Problems& problems, const FileSeen& seen)
        : library_(library), problems_(problems), seen_(seen) {}

    std::optional<StoredEntry> load(const FileStamp& stamp) {
        auto entry = read(stamp);
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
    Result<Entry> read(const FileStamp& stamp) {
        const auto text = library_.load_text(stamp.path);
        if (!text) return text.error();
        auto entry = library_.parse(stamp.path, *text, stamp.kind);
        if (seen_) seen_(stamp.path, *text, entry ? entry->id : 0);
        return entry;
    }

    const content::Library& library_;
    Problems& problems_;
    const FileSeen& seen_;
    std::map<EntryId, std::string> path_of_id_;
};

// Whoever has an id in the index and is neither gone nor to be read anew keeps its claim to it.
class StandingOwners {
  public:
    StandingOwners(const search::Index& index, const IndexChanges& changes)
        : index_(index), in_doubt_(changes.gone) {
        for (const FileStamp& stamp : changes.changed) in_doubt_.insert(stamp.path);
    }

    Result<std::optional<std::string>> owner_of(EntryId id) const {
        const auto owner = index_.find(id);
        if (!owner) return owner.error();
        if (!*owner || in_doubt_.contains((*owner)->path)) return std::optional<std::string>();
        return std::optional((*owner)->path);
    }

  private:
    const search::Index& index_;
    std::set<std::string> in_doubt_;
};

// One changed file into the index, or out of it when it cannot be read any more.
Result<void> apply_file(const FileStamp& stamp, Loader& loader, const StandingOwners& owners,
                        search::IndexWriter& writer, IndexReport& report) {
    auto stored = loader.load(stamp);
    if (stored) {
        const auto owner = owners.owner_of(stored->entry.id);
        if (!owner) return owner.error();
        if (*owner && **owner < stamp.path) {  // the earlier path is served, as after a rebuild
            report.problems.push_back(duplicate_id(stored->entry.id, stamp.path, **owner));
            stored.reset();
        } else if (*owner) {
            report.problems.push_back(duplicate_id(stored->entry.id, **owner, stamp.path));
            if (auto removed = writer.remove_path(**owner); !removed) return removed;
        }
    }
    if (stored) ++report.indexed;
    return stored ? writer.replace(*stored) : writer.remove_path(stamp.path);
}

void tell(const Progress& progress, std::size_t done, std::size_t total) {
    if (progress) progress(done, total);
}

}  // namespace

Result<IndexReport> rebuild_index(const content::Library& library,
                                  const std::filesystem::path& index_folder,
                                  const Progress& progress, const FileSeen& seen) {
    const auto stamps = library.scan();
    if (!stamps) return stamps.error();
    auto writer = search::IndexWriter::create_beside(index_folder);
    if (!writer) return writer.error();
    IndexReport report;
    report.total = stamps->size();
    Loader loader(library, report.problems, seen);
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

Result<IndexChanges> find_changes(const content::Library& library, const search::Index& index) {
    const auto stamps = library.scan();
    if (!stamps) return stamps.error();
    auto indexed = index.versions();
    if (!indexed) return indexed.error();
    IndexChanges changes;
    for (const FileStamp& stamp : *stamps) {
        const auto known = indexed->find(stamp.path);
        if (known == indexed->end() || known->second != stamp.version)
            changes.changed.push_back(stamp);
        if (known != indexed->end()) indexed->erase(known);
    }
    for (const auto& [path, version] : *indexed) changes.gone.insert(path);
    return changes;
}

IndexChanges changes_of(const content::Library& library, const std::set<std::string>& paths) {
    IndexChanges changes;
    for (const std::string& path : paths) {
        auto stamp = library.stamp(path);
        if (stamp)
            changes.changed.push_back(std::move(*stamp));
        else
            changes.gone.insert(path);
    }
    return changes;
}

Result<IndexReport> apply_changes(const content::Library& library, const search::Index& index,
                                  search::IndexWriter& writer, const IndexChanges& changes,
                                  const Progress& progress, const FileSeen& seen) {
    IndexReport report;
    report.total = changes.changed.size() + changes.gone.size();
    for (const std::string& path : changes.gone) {
        if (auto removed = writer.remove_path(path); !removed) return removed.error();
        ++report.removed;
    }
    Loader loader(library, report.problems, seen);
    const StandingOwners owners(index, changes);
    for (const FileStamp& stamp : changes.changed) {
        tell(progress, static_cast<std::size_t>(&stamp - changes.changed.data()),
             changes.changed.size());
        if (auto applied = apply_file(stamp, loader, owners, writer, report); !applied)
            return applied.error();
    }
    return report;
}

}  // namespace casebook::app
