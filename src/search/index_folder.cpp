#include "search/index_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "generation-";

Error io_error(std::string message, const fs::path& path, const std::error_code& failure) {
    return {ErrorKind::io,
            message + ": " + failure.message(),
            "Check the rights and the free space of the state folder",
            {path.string(), 0}};
}

unsigned long generation_number(const fs::path& path) {
    const std::string name = path.filename().string();
    unsigned long number = 0;
    if (name.starts_with(kPrefix))
        std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), number);
    return number;
}

void sync_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);  // the index can be made again: a failure here loses nothing
    ::close(descriptor);
}

// Somebody's file in the place of the index folder must not keep the index from being built.
void put_aside_what_is_no_folder(const fs::path& folder) {
    std::error_code failure;
    const fs::file_status status = fs::symlink_status(folder, failure);
    if (!fs::exists(status) || fs::is_directory(folder, failure)) return;
    fs::path aside = folder;
    aside += ".put-aside";
    fs::rename(folder, aside, failure);
}

}  // namespace

Result<fs::path> IndexFolder::current() const {
    std::error_code failure;
    const fs::path target = fs::read_symlink(folder_ / "current", failure);
    if (failure)
        return Error{ErrorKind::not_found,
                     "There is no index yet",
                     "Run “casebook reindex”",
                     {folder_.string(), 0}};
    return folder_ / target;
}

Result<fs::path> IndexFolder::begin_generation() const {
    std::error_code failure;
    put_aside_what_is_no_folder(folder_);
    fs::create_directories(folder_, failure);
    if (failure) return io_error("Cannot make the index folder", folder_, failure);
    remove_unused();
    unsigned long newest = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, failure))
        newest = std::max(newest, generation_number(entry.path()));
    if (failure) return io_error("Cannot list the index folder", folder_, failure);
    return folder_ / fmt::format("{}{}", kPrefix, newest + 1);
}

Result<void> IndexFolder::publish(const fs::path& generation) const {
    std::error_code failure;
    const fs::path link = folder_ / "current.new";
    fs::remove(link, failure);
    fs::create_directory_symlink(generation.filename(), link, failure);
    if (!failure) fs::rename(link, folder_ / "current", failure);
    if (failure) return io_error("Cannot put the new index in use", folder_, failure);
    sync_folder(folder_);
    return {};
}

void IndexFolder::remove_unused() const {
    std::error_code failure;
    const auto used = current();
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, failure))
        if (generation_number(entry.path()) != 0 && (!used || entry.path() != *used))
            fs::remove_all(entry.path(), failure);
}

}  // namespace casebook::search
