#include "app/backup_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 64 * 1024;  // bytes read at once

struct ForgetReader {
    void operator()(archive* reader) const { ::archive_read_free(reader); }
};
struct ForgetEntry {
    void operator()(archive_entry* entry) const { ::archive_entry_free(entry); }
};
using Reader = std::unique_ptr<archive, ForgetReader>;

std::string words_of(archive* failed) {
    const char* words = ::archive_error_string(failed);
    return words == nullptr ? "no reason given" : words;
}

Error damaged(const std::string& why, const fs::path& file) {
    return {ErrorKind::corrupt,
            "The backup is damaged, or is none (" + why + ")",
            "Nothing was changed. Use another backup",
            {file.string(), 0}};
}

Error cannot_write(const std::string& why, const fs::path& file) {
    return {ErrorKind::io,
            "Cannot write the backup: " + why,
            "Check the rights and the free space of the folder",
            {file.string(), 0}};
}

// Only what ArchiveWriter writes is read; libarchive's other formats and filters stay out of reach of a hostile file.
Result<Reader> open_reader(const fs::path& file, int (*support_format)(archive*)) {
    Reader reader(::archive_read_new());
    if (!reader) return damaged("out of memory", file);
    ::archive_read_support_filter_zstd(reader.get());
    support_format(reader.get());
    if (::archive_read_open_filename(reader.get(), file.c_str(), kBlock) != ARCHIVE_OK)
        return damaged(words_of(reader.get()), file);
    return reader;
}

bool is_plain_file(archive_entry* entry) {
    return ::archive_entry_filetype(entry) == AE_IFREG &&
           ::archive_entry_hardlink(entry) == nullptr && ::archive_entry_symlink(entry) == nullptr;
}

Result<void> read_entry(archive* reader, archive_entry* entry, const fs::path& file,
                        ArchiveVisitor& visitor) {
    const char* name = ::archive_entry_pathname(entry);
    const auto size = ::archive_entry_size(entry);
    if (name == nullptr || !is_plain_file(entry) || size < 0)
        return damaged("it holds something other than plain files", file);
    if (auto begun = visitor.begin(name, static_cast<std::uint64_t>(size)); !begun) return begun;
    std::string block(kBlock, '\0');
    while (true) {
        const auto got = ::archive_read_data(reader, block.data(), block.size());
        if (got < 0) return damaged(words_of(reader), file);
        if (got == 0) return visitor.end();
        const std::string_view bytes(block.data(), static_cast<std::size_t>(got));
        if (auto taken = visitor.append(bytes); !taken) return taken;
    }
}

}  // namespace

struct ArchiveWriter::Implementation {
    fs::path file;
    int descriptor = -1;
    archive* writer = nullptr;

    ~Implementation() {
        if (writer != nullptr) ::archive_write_free(writer);
        if (descriptor >= 0) ::close(descriptor);
    }

    bool begin() {
        writer = ::archive_write_new();
        return writer != nullptr && ::archive_write_set_format_gnutar(writer) == ARCHIVE_OK &&
               ::archive_write_add_filter_zstd(writer) == ARCHIVE_OK &&
               ::archive_write_set_bytes_in_last_block(writer, 1) == ARCHIVE_OK &&
               ::archive_write_open_fd(writer, descriptor) == ARCHIVE_OK;
    }
    Error failure() const { return cannot_write(words_of(writer), file); }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
ArchiveWriter::~ArchiveWriter() = default;
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;

Result<ArchiveWriter> ArchiveWriter::create(const fs::path& file) {
    auto implementation = std::make_unique<Implementation>();
    implementation->file = file;
    implementation->descriptor =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (implementation->descriptor < 0) return cannot_write(std::strerror(errno), file);
    if (!implementation->begin()) return implementation->failure();
    return ArchiveWriter(std::move(implementation));
}

Result<void> ArchiveWriter::begin(const std::string& name, std::uint64_t size) {
    const std::unique_ptr<archive_entry, ForgetEntry> entry(::archive_entry_new());
    ::archive_entry_set_pathname(entry.get(), name.c_str());
    ::archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    ::archive_entry_set_filetype(entry.get(), AE_IFREG);
    ::archive_entry_set_perm(entry.get(), 0600);
    if (::archive_write_header(implementation_->writer, entry.get()) != ARCHIVE_OK)
        return implementation_->failure();
    return {};
}

Result<void> ArchiveWriter::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written =
            ::archive_write_data(implementation_->writer, bytes.data(), bytes.size());
        if (written <= 0) return implementation_->failure();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> ArchiveWriter::finish() {
    if (::archive_write_close(implementation_->writer) != ARCHIVE_OK)
        return implementation_->failure();
    const int descriptor = implementation_->descriptor;
    if (::fsync(descriptor) != 0) return cannot_write(std::strerror(errno), implementation_->file);
    // What is read back to be verified shall come from the disk.
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    return {};
}

Result<void> read_archive(const fs::path& file, ArchiveVisitor& visitor) {
    auto reader = open_reader(file, ::archive_read_support_format_tar);
    if (!reader) return reader.error();
    while (true) {
        archive_entry* entry = nullptr;
        const int result = ::archive_read_next_header(reader->get(), &entry);
        if (result == ARCHIVE_EOF) return {};
        if (result != ARCHIVE_OK) return damaged(words_of(reader->get()), file);
        if (auto read = read_entry(reader->get(), entry, file, visitor); !read) return read;
    }
}

Result<void> check_stream(const fs::path& file) {
    auto reader = open_reader(file, ::archive_read_support_format_raw);
    if (!reader) return reader.error();
    archive_entry* entry = nullptr;
    if (::archive_read_next_header(reader->get(), &entry) != ARCHIVE_OK)
        return damaged(words_of(reader->get()), file);
    std::string block(kBlock, '\0');
    while (true) {
        const auto got = ::archive_read_data(reader->get(), block.data(), block.size());
        if (got < 0) return damaged(words_of(reader->get()), file);
        if (got == 0) return {};
    }
}

}  // namespace casebook::app
