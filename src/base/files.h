// Files of the library, written so that what was acknowledged survives a power cut.
//
// Reading goes straight to the file system. Writing goes through FileWriter, so that tests can make a disk full or
// break a write. A batch of files may share its fsyncs: stage() each, then commit() all; nothing has its final name
// before commit(), and after commit() returns everything is durable (temp file, sync, rename, sync of the folders).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casebook {

// The whole file. Error: not_found, io, or invalid when it is larger than `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit);

class FileWriter {
  public:
    virtual ~FileWriter() = default;

    // Writes the bytes beside their place; missing folders are made.
    virtual Result<void> stage(const std::filesystem::path& path, std::string_view bytes) = 0;

    // Gives every staged file its final name. On an error the files not yet renamed are discarded.
    virtual Result<void> commit() = 0;

    // Forgets what was staged and not committed.
    virtual void discard() = 0;

    // Takes the file away, durably. Nothing happens when there is none.
    virtual Result<void> remove(const std::filesystem::path& path) = 0;

    Result<void> write(const std::filesystem::path& path, std::string_view bytes);
};

enum class Durability { survives_power_cut, throw_away };

// The code of an error that says that there is no space left.
inline constexpr std::string_view kDiskFull = "disk_full";

// The code of an error that says that this program may not write there.
inline constexpr std::string_view kNotWritable = "not_writable";

// The code of an error after which nothing is acknowledged any more: the system reports a failed sync once, and what was lost
// by it is known only after everything was read again, that is, after a restart.
inline constexpr std::string_view kSyncFailed = "sync_failed";

class PosixFileWriter final : public FileWriter {
  public:
    explicit PosixFileWriter(Durability durability = Durability::survives_power_cut)
        : durability_(durability) {}
    ~PosixFileWriter() override;
    PosixFileWriter(const PosixFileWriter&) = delete;
    PosixFileWriter& operator=(const PosixFileWriter&) = delete;

    Result<void> stage(const std::filesystem::path& path, std::string_view bytes) override;
    Result<void> commit() override;
    void discard() override;
    Result<void> remove(const std::filesystem::path& path) override;

  private:
    struct Staged {
        std::filesystem::path temporary;
        std::filesystem::path final_path;
    };

    Result<void> make_folder(const std::filesystem::path& folder);
    Result<void> sync_staged() const;
    Result<void> sync_folders();
    Result<void> rename_staged();
    Result<void> remember_failed_sync(Result<void> result);

    Durability durability_;
    std::vector<Staged> staged_;
    std::vector<std::filesystem::path> folders_;  // whose directory entries changed
    bool sync_failed_ = false;
};

// Whether a file of that name is one that a writer has not given its final name yet, or never will because it was killed.
bool is_leftover(const std::filesystem::path& path);

// Removes what a process that was killed left half written below the folder. Only for the holder of the state folder's lock.
void remove_leftovers(const std::filesystem::path& folder);

// One process at a time may write to a state folder. Held until destroyed, and released by the system if the process
// dies. Error: busy, naming the process that holds it.
class FolderLock {
  public:
    static Result<FolderLock> acquire(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// Gives a finished folder its name, durably; an empty folder of that name is replaced. Error: conflict when there is something
// of that name; io.
Result<void> rename_folder(const std::filesystem::path& from, const std::filesystem::path& to);

// A folder of its own below the system's temporary folder, removed with everything in it when destroyed.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace casebook
