// The index in use, for changes: one writer at a time (the caller holds the state folder's lock). What was
// replaced or removed is seen by readers, and durable, after commit(); without one it is as if nothing had been done.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "search/prepared_entry.h"
#include "search/stored_entry.h"

namespace casebook::search {

class IndexWriter {
  public:
    // Opens the index in use. Error: not_found, busy, corrupt.
    static Result<IndexWriter> open(const std::filesystem::path& folder);

    ~IndexWriter();
    IndexWriter(IndexWriter&&) noexcept;
    IndexWriter& operator=(IndexWriter&&) noexcept;

    // Adds the entry, or puts it in the place of what was made from the same file.
    Result<void> replace(const PreparedEntry& prepared);
    Result<void> replace(const StoredEntry& stored);
    Result<void> remove_path(const std::string& path);
    Result<void> commit();

  private:
    class Database;
    explicit IndexWriter(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

}  // namespace casebook::search
