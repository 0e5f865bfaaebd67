// The index, for writing: one writer at a time (the caller holds the state folder's lock). What was
// replaced or removed is seen by readers, and durable, at commit() at the latest.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/stored_entry.h"

namespace casebook::search {

class IndexWriter {
  public:
    // Opens the index in use. Error: not_found, busy, corrupt.
    static Result<IndexWriter> open(const std::filesystem::path& folder);

    // Starts an empty index beside the one in use; publish() puts it in use.
    static Result<IndexWriter> create_beside(const std::filesystem::path& folder);

    // The same in parts that may be filled at once, each by a thread of its own; publish_parts() makes one index of them.
    static Result<std::vector<IndexWriter>> create_parts_beside(const std::filesystem::path& folder,
                                                                std::size_t parts);
    static Result<void> publish_parts(std::vector<IndexWriter> parts);

    ~IndexWriter();
    IndexWriter(IndexWriter&&) noexcept;
    IndexWriter& operator=(IndexWriter&&) noexcept;

    // Adds the entry, or puts it in the place of what was made from the same file.
    Result<void> replace(const StoredEntry& stored);
    Result<void> remove_path(const std::string& path);
    Result<void> commit();

    // Only after create_beside(): commits, compacts, and puts the new index in use.
    Result<void> publish();

  private:
    struct Database;
    explicit IndexWriter(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

}  // namespace casebook::search
