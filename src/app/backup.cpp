#include "app/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "app/backup_archive.h"
#include "app/backup_manifest.h"
#include "app/library_files.h"
#include "base/files.h"
#include "base/fingerprint.h"
#include "content/library.h"
#include "store/database.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kReadWhole = 64 * 1024 * 1024;  // bytes; larger files are read in pieces
constexpr std::size_t kPiece = 1024 * 1024;

Error about(const fs::path& file, ErrorKind kind, std::string message, std::string hint) {
    return {kind, std::move(message), std::move(hint), {file.string(), 0}};
}

// Where the backup grows until it gets its name; removed with everything in it at the end.
class Workshop {
  public:
    static Result<Workshop> beside(const fs::path& file) {
        const fs::path folder =
            file.parent_path() / ("." + file.filename().string() + ".casebook-backup");
        auto lock = FolderLock::acquire(folder);
        if (!lock && lock.error().kind == ErrorKind::busy)
            return about(file, ErrorKind::busy, "Another backup to this file is being made",
                         "Wait for it, or give another file");
        if (!lock) return lock.error();
        std::error_code failure;
        fs::permissions(folder, fs::perms::owner_all, failure);
        for (const char* left : {"archive", "casebook.db", "casebook.db-journal"})
            fs::remove(folder / left, failure);
        return Workshop(folder, std::move(*lock));
    }
    Workshop(Workshop&& other) noexcept
        : folder_(std::exchange(other.folder_, {})), lock_(std::move(other.lock_)) {}
    Workshop& operator=(Workshop&&) = delete;
    ~Workshop() {
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }

    fs::path archive() const { return folder_ / "archive"; }
    fs::path database() const { return folder_ / "casebook.db"; }

  private:
    Workshop(fs::path folder, FolderLock lock)
        : folder_(std::move(folder)), lock_(std::move(lock)) {}
    fs::path folder_;
    FolderLock lock_;
};

// A whole copy of the database, checked. False: there is none.
Result<bool> copy_database(const fs::path& from, const fs::path& to) {
    const auto database = store::Database::open_for_reading(from);
    if (!database && database.error().kind == ErrorKind::not_found) return false;
    if (!database) return database.error();
    if (auto copied = database->copy_to(to); !copied) return copied.error();
    const auto copy = store::Database::open_for_reading(to);
    if (!copy) return copy.error();
    if (auto whole = copy->check(); !whole) return whole.error();
    return true;
}

// Puts files into the archive and keeps their fingerprints.
class Packer {
  public:
    Packer(ArchiveWriter writer, BackupContents& contents)
        : writer_(std::move(writer)), contents_(contents) {}

    Result<void> add(const std::string& name, std::string_view bytes) {
        if (auto begun = writer_.begin(name, bytes.size()); !begun) return begun;
        if (auto added = writer_.append(bytes); !added) return added;
        contents_.files[name] = {bytes.size(), fingerprint(bytes)};
        return {};
    }

    // A file that somebody removed in the meantime is left out.
    Result<void> add_file(const std::string& name, const fs::path& path) {
        const auto bytes = read_file(path, kReadWhole);
        if (bytes) return add(name, *bytes);
        if (bytes.error().kind == ErrorKind::not_found) return {};
        return bytes.error().kind == ErrorKind::invalid ? add_large(name, path)
                                                        : Result<void>(bytes.error());
    }

    Result<void> finish() {
        BackupContents listed = contents_;
        const std::string manifest = print_manifest(listed);
        if (auto added = add(std::string(kManifestName), manifest); !added) return added;
        if (auto added = add(std::string(kManifestSealName), fingerprint(manifest)); !added)
            return added;
        contents_ = std::move(listed);
        return writer_.finish();
    }

  private:
    Result<void> add_large(const std::string& name, const fs::path& path) {
        std::error_code failure;
        const std::uint64_t size = fs::file_size(path, failure);
        std::ifstream file(path, std::ios::binary);
        if (failure || !file)
            return about(path, ErrorKind::io, "Cannot read the file", "Check its rights");
        if (auto begun = writer_.begin(name, size); !begun) return begun;
        FingerprintOfPieces print;
        std::string piece(kPiece, '\0');
        for (std::uint64_t left = size; left > 0;
             left -= static_cast<std::uint64_t>(file.gcount())) {
            file.read(piece.data(),
                      static_cast<std::streamsize>(std::min<std::uint64_t>(left, piece.size())));
            const std::string_view got(piece.data(), static_cast<std::size_t>(file.gcount()));
            if (got.empty())
                return about(path, ErrorKind::io, "The file became shorter while it was read",
                             "Run the backup again");
            print.add(got);
            if (auto added = writer_.append(got); !added) return added;
        }
        contents_.files[name] = {size, print.text()};
        return {};
    }

    ArchiveWriter writer_;
    BackupContents& contents_;
};

Result<void> pack_content(const fs::path& content, Packer& packer, const Progress& progress) {
    const auto files = files_below(content, Hidden::included);
    if (!files) return files.error();
    std::size_t done = 0;
    for (const std::string& file : *files) {
        if (progress) progress(done++, files->size());
        if (is_leftover(file)) continue;  // being written at this moment, or left half written
        if (auto added = packer.add_file(std::string(kContentPrefix) + file, content / file);
            !added)
            return added;
    }
    return {};
}

Result<BackupContents> pack(const LibraryFolders& folders, const Workshop& workshop,
                            const BackupMaker& maker, const Progress& progress) {
    const auto database = copy_database(folders.state / "casebook.db", workshop.database());
    if (!database) return database.error();
    auto writer = ArchiveWriter::create(workshop.archive());
    if (!writer) return writer.error();
    BackupContents contents{maker.program, maker.clock.now().text(), {}};
    Packer packer(std::move(*writer), contents);
    if (*database)
        if (auto added = packer.add_file(std::string(kDatabaseName), workshop.database()); !added)
            return added.error();
    if (auto packed = pack_content(folders.content, packer, progress); !packed)
        return packed.error();
    if (auto finished = packer.finish(); !finished) return finished.error();
    return contents;
}

bool is_inside(const fs::path& file, const fs::path& folder) {
    const auto [folder_end, rest] =
        std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return folder_end == folder.end();
}

Result<fs::path> check_target(const fs::path& file, const fs::path& content) {
    std::error_code failure;
    const fs::path whole = fs::weakly_canonical(fs::absolute(file, failure), failure);
    if (failure || !whole.has_filename())
        return about(file, ErrorKind::invalid, "This is no name for a file", "Give a new file");
    if (is_inside(whole, fs::weakly_canonical(content, failure)))
        return about(file, ErrorKind::invalid, "A backup cannot go into the library itself",
                     "Give a file elsewhere, best on another disk");
    if (fs::exists(fs::symlink_status(whole, failure)))
        return about(file, ErrorKind::conflict, "The file is there already",
                     "Give a new name, as in casebook-2026-03-02.tar.zst");
    if (!fs::is_directory(whole.parent_path(), failure))
        return about(file, ErrorKind::not_found, "There is no such folder", "Make it first");
    return whole;
}

Result<void> verify_written(const fs::path& archive, const BackupContents& contents) {
    const auto written = verify_backup(archive);
    if (!written) return written.error();
    if (written->files == contents.files) return {};
    return about(archive, ErrorKind::corrupt, "What was written is not what was read back",
                 "Check the disk; there is no backup");
}

}  // namespace

Result<BackupContents> back_up(const LibraryFolders& folders, const fs::path& file,
                               const BackupMaker& maker, const Progress& progress) {
    if (const auto library = content::Library(folders.content).scan(); !library)
        return library.error();
    const auto target = check_target(file, folders.content);
    if (!target) return target.error();
    const auto workshop = Workshop::beside(*target);
    if (!workshop) return workshop.error();
    auto contents = pack(folders, *workshop, maker, progress);
    if (!contents) return contents;
    if (auto whole = verify_written(workshop->archive(), *contents); !whole) return whole.error();
    if (auto named = rename_folder(workshop->archive(), *target); !named) return named.error();
    return contents;
}

}  // namespace casebook::app
