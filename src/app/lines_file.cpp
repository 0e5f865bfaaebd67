#include "app/lines_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace casebook::app {
namespace {

Error cannot_write(const std::filesystem::path& file) {
    return {ErrorKind::io,
            fmt::format("Cannot write the file: {}", std::strerror(errno)),
            "Check the rights and the free space of the folder",
            {file.string(), 0}};
}

}  // namespace

LinesFile::LinesFile(std::filesystem::path path)
    : path_(std::move(path)), file_(path_, std::ios::binary) {}

Result<void> LinesFile::add(std::string_view line) {
    ++count_;
    return file_ << line ? Result<void>() : Result<void>(cannot_write(path_));
}

Result<std::size_t> LinesFile::finish() {
    file_.close();
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool durable = file_ && descriptor >= 0 && ::fsync(descriptor) == 0;
    const Error failure = cannot_write(path_);
    if (descriptor >= 0) ::close(descriptor);
    if (!durable) return failure;
    return count_;
}

}  // namespace casebook::app
