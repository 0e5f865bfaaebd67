#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

#include "app/backup.h"
#include "app/backup_archive.h"
#include "app/backup_manifest.h"
#include "base/files.h"
#include "base/fingerprint.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 5'000'000;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 40;
constexpr std::uint64_t kLargestManifest = std::uint64_t{1} << 30;

Error damaged(std::string why) {
    return {ErrorKind::corrupt,
            "The backup is damaged, or is none (" + std::move(why) + ")",
            "Nothing was changed. Use another backup",
            {}};
}

// Takes the fingerprints of all files and keeps the manifest.
class Inspector final : public ArchiveVisitor {
  public:
    Result<void> begin(const std::string& name, std::uint64_t size) override {
        is_manifest_ = name == kManifestName;
        is_seal_ = name == kManifestSealName;
        if (!is_manifest_ && !is_seal_ && !is_allowed_name(name))
            return damaged("it holds a file of a name that leaves the folder");
        bytes_ += size;
        const bool too_large = (is_manifest_ || is_seal_) && size > kLargestManifest;
        if (files_.size() >= kMostFiles || bytes_ > kMostBytes || too_large)
            return damaged("it holds more than a library can");
        const auto [file, first] = files_.try_emplace(name, ArchivedFile{size, {}});
        if (!first) return damaged("it holds a file twice");
        current_ = &file->second;
        print_ = FingerprintOfPieces();
        return {};
    }
    Result<void> append(std::string_view bytes) override {
        print_.add(bytes);
        if (is_manifest_) manifest_ += bytes;
        if (is_seal_) seal_ += bytes;
        return {};
    }
    Result<void> end() override {
        current_->fingerprint = print_.text();
        return {};
    }

    // What the manifest says, when that is what is there.
    Result<BackupContents> contents() {
        if (manifest_.empty() || seal_ != fingerprint(manifest_))
            return damaged("its manifest is missing or changed");
        auto said = parse_manifest(manifest_);
        if (!said) return said;
        files_.erase(std::string(kManifestName));
        files_.erase(std::string(kManifestSealName));
        for (const auto& [name, file] : said->files) {
            const auto found = files_.find(name);
            if (found == files_.end()) return damaged(name + " is missing");
            if (found->second != file) return damaged(name + " was changed");
        }
        if (files_.size() != said->files.size()) return damaged("it holds unlisted files");
        return said;
    }

  private:
    std::map<std::string, ArchivedFile> files_;
    ArchivedFile* current_ = nullptr;
    FingerprintOfPieces print_;
    std::uint64_t bytes_ = 0;
    bool is_manifest_ = false;
    bool is_seal_ = false;
    std::string manifest_;
    std::string seal_;
};

Error cannot_write(const fs::path& path, int number = errno) {
    return {ErrorKind::io,
            fmt::format("Cannot write what is restored: {}", std::strerror(number)),
            "Nothing was changed. Check the rights and the free space of the folder",
            {path.string(), 0}};
}

// The folders that are filled beside the real ones, removed unless they got their names.
struct Staging {
    LibraryFolders folders;
    ~Staging() {
        std::error_code ignored;
        fs::remove_all(folders.content, ignored);
        fs::remove_all(folders.state, ignored);
    }
    fs::path place_of(const std::string& name) const {
        if (name == kDatabaseName) return folders.state / "casebook.db";
        return folders.content / name.substr(kContentPrefix.size());
    }
};

// Writes the files of a verified backup into the staging folders, and looks again at what it writes.
class Extractor final : public ArchiveVisitor {
  public:
    Extractor(const Staging& staging, const BackupContents& contents, const Progress& progress)
        : staging_(staging), contents_(contents), progress_(progress) {}
    ~Extractor() override { close(); }

    Result<void> begin(const std::string& name, std::uint64_t) override {
        if (progress_) progress_(done_++, contents_.files.size());
        if (name == kManifestName || name == kManifestSealName) return {};
        const auto listed = contents_.files.find(name);
        if (listed == contents_.files.end()) return damaged("it changed while it was read");
        expected_ = &listed->second;
        print_ = FingerprintOfPieces();
        path_ = staging_.place_of(name);
        std::error_code failure;
        fs::create_directories(path_.parent_path(), failure);
        const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
        descriptor_ = ::open(path_.c_str(), flags, 0644);
        return descriptor_ < 0 ? Result<void>(cannot_write(path_)) : Result<void>();
    }

    Result<void> append(std::string_view bytes) override {
        if (descriptor_ < 0) return {};
        print_.add(bytes);
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return cannot_write(path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    Result<void> end() override {
        if (descriptor_ < 0) return {};
        ++written_;
        if (!close()) return cannot_write(path_);
        return print_.text() == expected_->fingerprint
                   ? Result<void>()
                   : Result<void>(damaged("it changed while it was read"));
    }

    std::size_t written() const { return written_; }

  private:
    bool close() { return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0; }

    const Staging& staging_;
    const BackupContents& contents_;
    const Progress& progress_;
    std::size_t done_ = 0;
    std::size_t written_ = 0;
    const ArchivedFile* expected_ = nullptr;
    FingerprintOfPieces print_;
    fs::path path_;
    int descriptor_ = -1;
};

Result<void> sync_file_system_of(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return cannot_write(folder);
    const int failed = ::syncfs(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return failed == 0 ? Result<void>() : Result<void>(cannot_write(folder, failed));
}

fs::path staging_of(const fs::path& folder) {
    return folder.parent_path() / ("." + folder.filename().string() + ".casebook-restore");
}

Result<fs::path> whole_path(const fs::path& folder) {
    std::error_code failure;
    fs::path whole = fs::weakly_canonical(fs::absolute(folder, failure), failure);
    if (!whole.has_filename()) whole = whole.parent_path();
    if (failure || !whole.has_filename())
        return Error{ErrorKind::invalid, "This is no name for a folder", "", {folder.string(), 0}};
    return whole;
}

// The lock and the socket of a server that ran there are nothing that could be lost.
bool is_free(const fs::path& folder) {
    std::error_code failure;
    if (!fs::exists(fs::symlink_status(folder, failure))) return true;
    for (fs::directory_iterator file(folder, failure), end; !failure && file != end;
         file.increment(failure)) {
        const fs::path name = file->path().filename();
        if (name != "lock" && name != "casebook.sock") return false;
    }
    return !failure;
}

Result<void> check_free(const fs::path& folder, Existing existing) {
    if (existing == Existing::move_aside || is_free(folder)) return {};
    return Error{
        ErrorKind::conflict,
        "There is something in the folder already",
        "Give new or empty folders with --content and --state, or let --force move it aside",
        {folder.string(), 0}};
}

Result<void> check_space(const fs::path& folder, std::uint64_t bytes) {
    std::error_code failure;
    const auto space = fs::space(folder.parent_path(), failure);
    if (failure || space.available >= bytes) return {};
    return Error{
        ErrorKind::io,
        fmt::format("The backup holds {} MB; {} MB are free", bytes >> 20, space.available >> 20),
        "Nothing was changed. Free some space and try again",
        {folder.string(), 0}};
}

// Renames that are undone, the last one first, unless all of them were done.
class Renames {
  public:
    ~Renames() {
        std::error_code ignored;
        for (auto done = done_.rbegin(); done != done_.rend(); ++done)
            fs::rename(done->second, done->first, ignored);
    }
    Result<void> rename(const fs::path& from, const fs::path& to) {
        if (auto renamed = rename_folder(from, to); !renamed) return renamed;
        done_.emplace_back(from, to);
        return {};
    }
    void keep() { done_.clear(); }

  private:
    std::vector<std::pair<fs::path, fs::path>> done_;
};

class Restoring {
  public:
    Restoring(const fs::path& file, LibraryFolders folders, Existing existing, const Clock& clock)
        : file_(file), folders_(std::move(folders)), existing_(existing), clock_(clock) {}

    Result<Restored> run(const Progress& progress) {
        auto contents = verify_backup(file_);
        if (!contents) return contents.error();
        restored_.contents = std::move(*contents);
        if (auto ready = check_folders(); !ready) return ready.error();
        if (auto written = extract(progress); !written) return written.error();
        if (auto placed = place(); !placed) return placed.error();
        return std::move(restored_);
    }

  private:
    Result<void> check_folders() {
        if (auto content = check_free(folders_.content, existing_); !content) return content;
        if (auto state = check_free(folders_.state, existing_); !state) return state;
        auto lock = FolderLock::acquire(folders_.state);
        if (!lock) return lock.error();
        lock_.emplace(std::move(*lock));
        std::error_code failure;
        fs::create_directories(folders_.content.parent_path(), failure);
        if (failure) return cannot_write(folders_.content, failure.value());
        if (auto room = check_space(folders_.content, restored_.contents.bytes()); !room)
            return room;
        return check_space(folders_.state, restored_.contents.bytes());
    }

    Result<void> extract(const Progress& progress) {
        staging_.folders = {staging_of(folders_.content), staging_of(folders_.state)};
        std::error_code failure;
        for (const fs::path& folder : {staging_.folders.content, staging_.folders.state}) {
            fs::remove_all(folder, failure);
            fs::create_directories(folder, failure);
            if (failure) return cannot_write(folder, failure.value());
        }
        Extractor extractor(staging_, restored_.contents, progress);
        if (auto read = read_archive(file_, extractor); !read) return read;
        if (extractor.written() != restored_.contents.files.size())
            return damaged("it changed while it was read");
        if (auto synced = sync_file_system_of(staging_.folders.content); !synced) return synced;
        return sync_file_system_of(staging_.folders.state);
    }

    Result<void> place() {
        Renames renames;
        if (auto moved = move_aside(renames, folders_.content, restored_.moved_aside.content);
            !moved)
            return moved;
        if (auto moved = move_aside(renames, folders_.state, restored_.moved_aside.state); !moved)
            return moved;
        const fs::path database = staging_.place_of(std::string(kDatabaseName));
        std::error_code failure;
        fs::create_directory(folders_.state, failure);
        if (fs::exists(database, failure))
            if (auto placed = renames.rename(database, folders_.state / "casebook.db"); !placed)
                return placed;
        if (auto placed = renames.rename(staging_.folders.content, folders_.content); !placed)
            return placed;
        renames.keep();
        return {};
    }

    Result<void> move_aside(Renames& renames, const fs::path& folder, fs::path& aside) const {
        if (is_free(folder)) return {};
        std::string time = clock_.now().text();
        for (char& character : time)
            if (character == ':') character = '-';
        const fs::path to = folder.string() + ".before-restore-" + time;
        if (auto moved = renames.rename(folder, to); !moved) return moved;
        aside = to;
        return {};
    }

    const fs::path& file_;
    LibraryFolders folders_;
    Existing existing_;
    const Clock& clock_;
    std::optional<FolderLock> lock_;
    Staging staging_;
    Restored restored_;
};

Error with_file(Error error, const fs::path& file) {
    if (error.place.path.empty()) error.place.path = file.string();
    return error;
}

}  // namespace

Result<BackupContents> verify_backup(const fs::path& file) {
    Inspector inspector;
    if (auto whole = check_stream(file); !whole) return whole.error();
    if (auto read = read_archive(file, inspector); !read) return with_file(read.error(), file);
    auto contents = inspector.contents();
    if (!contents) return with_file(contents.error(), file);
    return contents;
}

Result<Restored> restore_backup(const fs::path& file, const LibraryFolders& folders,
                                Existing existing, const Clock& clock, const Progress& progress) {
    const auto content = whole_path(folders.content);
    if (!content) return content.error();
    const auto state = whole_path(folders.state);
    if (!state) return state.error();
    auto restored = Restoring(file, {*content, *state}, existing, clock).run(progress);
    if (!restored) return with_file(restored.error(), file);
    return restored;
}

}  // namespace casebook::app
