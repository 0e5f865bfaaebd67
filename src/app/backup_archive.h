// One file that holds others: a tar compressed with zstd, which any tar opens. Its .cpp alone knows libarchive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casebook::app {

class ArchiveWriter {
  public:
    // The file is new, and its owner's alone. Error: io, conflict (it is there).
    static Result<ArchiveWriter> create(const std::filesystem::path& file);
    ~ArchiveWriter();
    ArchiveWriter(ArchiveWriter&&) noexcept;

    // begin(), then as many bytes as it announced in one or more append().
    Result<void> begin(const std::string& name, std::uint64_t size);
    Result<void> append(std::string_view bytes);

    // Ends the archive; then it is durable.
    Result<void> finish();

  private:
    struct Implementation;
    explicit ArchiveWriter(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

// Sees the files of an archive one after the other. An error ends the reading.
class ArchiveVisitor {
  public:
    virtual ~ArchiveVisitor() = default;
    virtual Result<void> begin(const std::string& name, std::uint64_t size) = 0;
    virtual Result<void> append(std::string_view bytes) = 0;
    virtual Result<void> end() = 0;
};

// Error: what the visitor says; corrupt (damaged, cut off, no such archive, or one with links or devices in it); io.
Result<void> read_archive(const std::filesystem::path& file, ArchiveVisitor& visitor);

// Reads the compressed stream to its very end, where read_archive stops at the end of the last file. Error: as there.
Result<void> check_stream(const std::filesystem::path& file);

}  // namespace casebook::app
