#include "app/index_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "content/problems.h"
#include "search/index_builder.h"

namespace casebook::app {
namespace {

using content::FileStamp;
using search::StoredEntry;

Error duplicate_id(EntryId id, const std::string& path, const std::string& first_path) {
    return content::make_problem(content::Problem::id_taken, fmt::format("{}: {}", id, first_path),
                                 {path, 0});
}

// Who has an id among the files that are read, by several threads at once: the one whose path comes first.
class IdClaims {
  public:
    struct Claim {
        bool won = true;
        std::string other;  // who else has the id; empty when nobody
    };

    Claim claim(EntryId id, const std::string& path) {
        const std::lock_guard lock(mutex_);
        const auto [known, first] = path_of_id_.try_emplace(id, path);
        if (first || known->second == path) return {};
        if (known->second < path) return {false, known->second};
        return {true, std::exchange(known->second, path)};
    }

  private:
    std::mutex mutex_;
    std::unordered_map<EntryId, std::string> path_of_id_;
};

// Loads files one by one and leaves out those whose id is another's. One a thread.
class Loader {
  public:
    Loader(const content::Library& library, IdClaims& claims, Problems& problems,
           const FileSeen& seen)
        : library_(library), claims_(claims), problems_(problems), seen_(seen) {}

    std::optional<StoredEntry> load(const FileStamp& stamp) {
        auto entry = read(stamp);
        if (!entry) {
            problems_.push_back(entry.error());
            return std::nullopt;
        }
        const IdClaims::Claim claim = claims_.claim(entry->id, stamp.path);
        if (!claim.won) {
            problems_.push_back(duplicate_id(entry->id, stamp.path, claim.other));
            return std::nullopt;
        }
        if (!claim.other.empty()) {  // was read before, by another thread
            problems_.push_back(duplicate_id(entry->id, claim.other, stamp.path));
            displaced_.push_back(claim.other);
        }
        return StoredEntry{std::move(*entry), stamp.path, stamp.version};
    }

    // Files that went into the index and have to leave it again.
    const std::vector<std::string>& displaced() const { return displaced_; }

  private:
    Result<Entry> read(const FileStamp& stamp) {
        const auto text = library_.load_text(stamp.path);
        if (!text) return text.error();
        auto entry = library_.parse(stamp.path, *text, stamp.kind);
        if (seen_) seen_(stamp.path, *text, entry ? entry->id : 0);
        return entry;
    }

    const content::Library& library_;
    IdClaims& claims_;
    Problems& problems_;
    const FileSeen& seen_;
    std::vector<std::string> displaced_;
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

// A changed file, ready to go into the index.
struct PreparedFile {
    std::string path;
    std::optional<search::PreparedEntry> entry;  // none: it cannot be read, or its id is another's
};
using PreparedFiles = std::vector<PreparedFile>;

// Reads and analyses changed files on a thread of its own while those before them go into the index: each is about half of the work.
class FilesAhead {
  public:
    FilesAhead(const content::Library& library, const std::vector<FileStamp>& stamps,
               const FileSeen& seen)
        : loader_(library, claims_, problems_, seen), stamps_(stamps) {
        prepare_next();
    }

    // Empty at the end.
    Result<PreparedFiles> take() {
        if (!ahead_.valid()) return PreparedFiles();
        auto files = ahead_.get();
        if (files) prepare_next();
        return files;
    }

    // Requires: all was taken.
    Problems& problems() { return problems_; }

  private:
    void prepare_next() {
        constexpr std::size_t kFilesAtOnce = 64;
        const std::size_t begin = next_;
        const std::size_t end = next_ = std::min(begin + kFilesAtOnce, stamps_.size());
        if (begin == end) return;
        // A single saved file is not worth a thread.
        const auto how = end - begin < stamps_.size() ? std::launch::async : std::launch::deferred;
        ahead_ = std::async(how, [this, begin, end] { return prepare(begin, end); });
    }

    Result<PreparedFiles> prepare(std::size_t begin, std::size_t end) {
        PreparedFiles files;
        for (std::size_t i = begin; i < end; ++i) {
            PreparedFile file{stamps_[i].path, std::nullopt};
            if (const auto stored = loader_.load(stamps_[i])) {
                auto prepared = search::PreparedEntry::of(*stored);
                if (!prepared) return prepared.error();
                file.entry = *std::move(prepared);
            }
            files.push_back(std::move(file));
        }
        return files;
    }

    IdClaims claims_;
    Problems problems_;
    Loader loader_;
    const std::vector<FileStamp>& stamps_;
    std::size_t next_ = 0;
    std::future<Result<PreparedFiles>> ahead_;  // last: it uses the rest
};

// One changed file into the index, or out of it when it cannot be read any more.
Result<void> apply_file(PreparedFile& file, const StandingOwners& owners,
                        search::IndexWriter& writer, IndexReport& report) {
    if (file.entry) {
        const EntryId id = file.entry->id();
        const auto owner = owners.owner_of(id);
        if (!owner) return owner.error();
        if (*owner && **owner < file.path) {  // the earlier path is served, as after a rebuild
            report.problems.push_back(duplicate_id(id, file.path, **owner));
            file.entry.reset();
        } else if (*owner) {
            report.problems.push_back(duplicate_id(id, **owner, file.path));
            if (auto removed = writer.remove_path(**owner); !removed) return removed;
        }
    }
    if (file.entry) ++report.indexed;
    return file.entry ? writer.replace(*file.entry) : writer.remove_path(file.path);
}

void tell(const Progress& progress, std::size_t done, std::size_t total) {
    if (progress) progress(done, total);
}

// Steps of this length, counted on from the beginning at the end, come to each of so many places once, and the first of them are spread
// over all: the golden section.
std::size_t even_step(std::size_t places) {
    auto step = static_cast<std::size_t>(static_cast<double>(places) * 0.618);
    while (std::gcd(std::max<std::size_t>(step, 1), places) > 1) ++step;
    return std::max<std::size_t>(step, 1);
}

// A whole index, filled in parts by as many threads: half of the time goes into analysis, half into Xapian's posting lists, and
// neither can be shared by two threads in one database.
class Rebuild {
  public:
    Rebuild(const content::Library& library, const std::vector<FileStamp>& stamps,
            const Progress& progress, const FileSeen& seen, const GoesOn& goes_on)
        : library_(library),
          stamps_(stamps),
          progress_(progress),
          goes_on_(goes_on),
          seen_([this, &seen](auto&&... file) {
              if (!seen) return;
              const std::lock_guard lock(mutex_);
              seen(file...);
          }) {}

    Result<IndexReport> run(const std::filesystem::path& index_folder) {
        auto builders = search::IndexBuilder::begin(index_folder, part_count(), samples());
        if (!builders) return builders.error();
        std::vector<Part> parts(builders->size());
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < parts.size(); ++i)
            threads.emplace_back([&, i] { fill((*builders)[i], i, parts); });
        for (std::thread& thread : threads) thread.join();
        if (given_up()) return Error{ErrorKind::busy, "The program is being stopped", "", {}};
        IndexReport report;
        report.total = stamps_.size();
        for (Part& part : parts) {
            if (!part.result) return part.result.error();
            report.indexed += part.indexed;
            std::move(part.problems.begin(), part.problems.end(),
                      std::back_inserter(report.problems));
            if (auto removed = remove_displaced(part, *builders, report); !removed)
                return removed.error();
        }
        if (auto published = search::IndexBuilder::publish(std::move(*builders)); !published)
            return published.error();
        return report;
    }

  private:
    struct Part {
        Result<void> result;
        std::size_t indexed = 0;
        Problems problems;
        std::vector<std::string> displaced;
    };

    // From all over the library.
    std::vector<StoredEntry> samples() const {
        const std::size_t step = even_step(stamps_.size());
        std::vector<StoredEntry> samples;
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < stamps_.size() && bytes < search::kBytesOfSamples; ++i) {
            const FileStamp& stamp = stamps_[i * step % stamps_.size()];
            const auto text = library_.load_text(stamp.path);
            if (!text) continue;
            auto entry = library_.parse(stamp.path, *text, stamp.kind);
            if (!entry) continue;
            bytes += text->size();
            samples.push_back({std::move(*entry), stamp.path, stamp.version});
        }
        return samples;
    }

    // Parts cost a merge; few files are quicker without.
    std::size_t part_count() const {
        constexpr std::size_t kWorthAPart = 1000;
        const std::size_t cores =
            std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
        return std::clamp<std::size_t>(stamps_.size() / kWorthAPart, 1, cores);
    }

    // Takes the files from a common list, a few at a time, so that no thread ends long before the others.
    void fill(search::IndexBuilder& builder, std::size_t number, std::vector<Part>& parts) {
        constexpr std::size_t kFilesAtOnce = 64;
        Part& part = parts[number];
        Loader loader(library_, claims_, part.problems, seen_);
        while (part.result && !given_up()) {
            const std::size_t begin = next_.fetch_add(kFilesAtOnce);
            if (begin >= stamps_.size()) break;
            const std::size_t end = std::min(begin + kFilesAtOnce, stamps_.size());
            for (std::size_t i = begin; i < end && part.result; ++i)
                add(stamps_[i], loader, builder, part);
            tell_progress(end);
        }
        part.displaced = loader.displaced();
    }

    static void add(const FileStamp& stamp, Loader& loader, search::IndexBuilder& builder,
                    Part& part) {
        const auto stored = loader.load(stamp);
        if (!stored) return;
        part.result = builder.add(*stored);
        ++part.indexed;
    }

    bool given_up() const { return goes_on_ && !goes_on_(); }

    void tell_progress(std::size_t done) {
        const std::lock_guard lock(mutex_);
        tell(progress_, done, stamps_.size());
    }

    static Result<void> remove_displaced(const Part& part,
                                         std::vector<search::IndexBuilder>& builders,
                                         IndexReport& report) {
        for (const std::string& path : part.displaced) {
            --report.indexed;
            for (search::IndexBuilder& builder : builders)
                if (auto removed = builder.remove_path(path); !removed) return removed;
        }
        return {};
    }

    const content::Library& library_;
    const std::vector<FileStamp>& stamps_;
    const Progress& progress_;
    const GoesOn& goes_on_;
    FileSeen seen_;
    IdClaims claims_;
    std::mutex mutex_;
    std::atomic<std::size_t> next_ = 0;
};

}  // namespace

Result<IndexReport> rebuild_index(const content::Library& library,
                                  const std::filesystem::path& index_folder,
                                  const Progress& progress, const FileSeen& seen,
                                  const GoesOn& goes_on) {
    const auto stamps = library.scan();
    if (!stamps) return stamps.error();
    return Rebuild(library, *stamps, progress, seen, goes_on).run(index_folder);
}

Result<IndexReport> rebuild_index_of(const std::vector<FileStamp>& files,
                                     const content::Library& library,
                                     const std::filesystem::path& index_folder,
                                     const GoesOn& goes_on) {
    return Rebuild(library, files, {}, {}, goes_on).run(index_folder);
}

Result<IndexChanges> find_changes(const content::Library& library, const search::Index& index) {
    // Each takes about half of the time in which a large library starts.
    auto reading = std::async(std::launch::async, [&] { return index.versions(); });
    const auto stamps = library.scan();
    auto indexed = reading.get();
    if (!stamps) return stamps.error();
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
    FilesAhead ahead(library, changes.changed, seen);
    const StandingOwners owners(index, changes);
    for (std::size_t done = 0; done < changes.changed.size();) {
        auto files = ahead.take();
        if (!files) return files.error();
        for (PreparedFile& file : *files) {
            tell(progress, done++, changes.changed.size());
            if (auto applied = apply_file(file, owners, writer, report); !applied)
                return applied.error();
        }
    }
    std::move(ahead.problems().begin(), ahead.problems().end(),
              std::back_inserter(report.problems));
    return report;
}

}  // namespace casebook::app
