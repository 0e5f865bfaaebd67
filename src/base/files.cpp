#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace casebook {
namespace {

namespace fs = std::filesystem;

std::string code_of(int number) {
    if (number == ENOSPC || number == EDQUOT) return std::string(kDiskFull);
    if (number == EACCES || number == EROFS || number == EPERM) return std::string(kNotWritable);
    return {};
}

Error system_error(std::string_view doing, const fs::path& path, int number = errno) {
    const ErrorKind kind = number == ENOENT ? ErrorKind::not_found : ErrorKind::io;
    std::string hint;
    if (number == ENOSPC || number == EDQUOT)
        hint = "The disk is full: free some space and try again";
    if (number == EACCES || number == EROFS)
        hint = "Check the rights of the folder and who runs casebook";
    return {kind,
            fmt::format("{}: {}", doing, std::strerror(number)),
            hint,
            {path.string(), 0},
            code_of(number)};
}

// Closes when it goes out of scope; close() reports what the destructor cannot.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

  private:
    int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Error sync_error(const fs::path& path) {
    Error error = system_error("Cannot make a write durable", path);
    error.code = kSyncFailed;
    error.hint = "Check the disk, then start casebook again; until then nothing more is written";
    return error;
}

Result<void> sync_path(const fs::path& path, int flags) {
    const Descriptor descriptor(::open(path.c_str(), flags | O_CLOEXEC));
    if (!descriptor.is_open() || ::fsync(descriptor.number()) != 0) return sync_error(path);
    return {};
}

constexpr std::string_view kTemporaryName = ".casebook-";

// Many small files are synced faster together than one by one.
constexpr std::size_t kSyncWholeFileSystemFrom = 16;

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t limit) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open()) return system_error("Cannot open the file", path);
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0)
        return system_error("Cannot read the file", path);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorKind::invalid, "Not a regular file", "", {path.string(), 0}};
    if (static_cast<std::uint64_t>(status.st_size) > limit)
        return Error{ErrorKind::invalid,
                     fmt::format("{} bytes; at most {} are read", status.st_size, limit),
                     "Split it, or move attachments out of the text",
                     {path.string(), 0}};
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got =
            ::read(descriptor.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("Cannot read the file", path);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> FileWriter::write(const fs::path& path, std::string_view bytes) {
    if (auto staged = stage(path, bytes); !staged) return staged;
    return commit();
}

PosixFileWriter::~PosixFileWriter() {
    discard();
}

Result<void> PosixFileWriter::make_folder(const fs::path& folder) {
    std::error_code failure;
    if (fs::is_directory(folder, failure)) return {};
    if (folder.has_parent_path() && folder.parent_path() != folder)
        if (auto parent = make_folder(folder.parent_path()); !parent) return parent;
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
        return system_error("Cannot make the folder", folder);
    folders_.push_back(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
    return {};
}

Result<void> PosixFileWriter::stage(const fs::path& path, std::string_view bytes) {
    if (sync_failed_)
        return Error{
            ErrorKind::io,
            "The disk failed to keep an earlier write",
            "Check the disk, then start casebook again; until then nothing more is written",
            {path.string(), 0},
            std::string(kSyncFailed)};
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (auto made = make_folder(folder); !made) return made;
    std::string name = (folder / (std::string(kTemporaryName) + "XXXXXX")).string();
    Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC));
    if (!descriptor.is_open()) return system_error("Cannot write into the folder", folder);
    staged_.push_back({name, path});
    const bool written =
        ::fchmod(descriptor.number(), 0644) == 0 && write_all(descriptor.number(), bytes);
    if (!written || !descriptor.close()) {
        Error error = system_error("Cannot write the file", path);
        ::unlink(name.c_str());
        staged_.pop_back();
        return error;
    }
    folders_.push_back(folder);
    return {};
}

Result<void> PosixFileWriter::sync_staged() const {
    if (staged_.size() >= kSyncWholeFileSystemFrom) {
        const Descriptor descriptor(
            ::open(staged_.front().temporary.c_str(), O_RDONLY | O_CLOEXEC));
        if (descriptor.is_open() && ::syncfs(descriptor.number()) == 0) return {};
        return sync_error(staged_.front().final_path);
    }
    for (const Staged& staged : staged_)
        if (auto synced = sync_path(staged.temporary, O_RDONLY); !synced) return synced;
    return {};
}

Result<void> PosixFileWriter::rename_staged() {
    for (const Staged& staged : staged_)
        if (::rename(staged.temporary.c_str(), staged.final_path.c_str()) != 0)
            return system_error("Cannot give the file its name", staged.final_path);
    staged_.clear();
    return {};
}

Result<void> PosixFileWriter::sync_folders() {
    std::sort(folders_.begin(), folders_.end());
    folders_.erase(std::unique(folders_.begin(), folders_.end()), folders_.end());
    for (const fs::path& folder : folders_)
        if (auto synced = sync_path(folder, O_RDONLY | O_DIRECTORY); !synced) return synced;
    return {};
}

Result<void> PosixFileWriter::remember_failed_sync(Result<void> result) {
    if (!result && result.error().code == kSyncFailed) sync_failed_ = true;
    return result;
}

Result<void> PosixFileWriter::commit() {
    const bool durable = durability_ == Durability::survives_power_cut;
    Result<void> result = durable ? sync_staged() : Result<void>();
    if (result) result = rename_staged();
    if (result && durable) result = sync_folders();
    discard();
    return remember_failed_sync(result);
}

Result<void> PosixFileWriter::remove(const fs::path& path) {
    if (::unlink(path.c_str()) != 0)
        return errno == ENOENT ? Result<void>() : system_error("Cannot remove the file", path);
    if (durability_ == Durability::throw_away) return {};
    return remember_failed_sync(sync_path(path.parent_path(), O_RDONLY | O_DIRECTORY));
}

void PosixFileWriter::discard() {
    for (const Staged& staged : staged_) ::unlink(staged.temporary.c_str());
    staged_.clear();
    folders_.clear();
}

bool is_leftover(const fs::path& path) {
    const std::string_view text = path.native();
    return text.substr(text.rfind('/') + 1).starts_with(kTemporaryName);
}

void remove_leftovers(const fs::path& folder) {
    std::error_code failure;
    for (fs::recursive_directory_iterator file(folder, failure), end; !failure && file != end;
         file.increment(failure)) {
        if (is_leftover(file->path()) && file->is_regular_file(failure))
            fs::remove(file->path(), failure);
    }
}

Result<FolderLock> FolderLock::acquire(const fs::path& folder) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    const fs::path path = folder / "lock";
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!descriptor.is_open()) return system_error("Cannot lock the state folder", path);
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
        const auto holder = read_file(path, 64);
        return Error{
            ErrorKind::busy,
            fmt::format("Process {} is writing to this state folder", holder ? *holder : "?"),
            "Stop that process, or give another --state folder",
            {folder.string(), 0}};
    }
    const std::string process = std::to_string(::getpid());
    if (::ftruncate(descriptor.number(), 0) != 0 || !write_all(descriptor.number(), process))
        return system_error("Cannot lock the state folder", path);
    return FolderLock(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, 0));
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> rename_folder(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
            return system_error("Cannot give the folder its name", to);
        return Error{ErrorKind::conflict,
                     "There is something of that name already",
                     "Give a new or an empty folder",
                     {to.string(), 0}};
    }
    return sync_path(to.has_parent_path() ? to.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "casebook-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw fs::filesystem_error("mkdtemp", name,
                                   std::error_code(errno, std::generic_category()));
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace casebook
