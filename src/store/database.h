// casebook.db: what is not knowledge (people and events; from later versions on) and the sequence of ids. SQLite through
// SOCI, one connection that writes.
//
// Journal WAL with synchronous=FULL: what was acknowledged survives a power cut. Migrations run in order when the database is
// opened; a database of a newer program is refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "domain/entry.h"

namespace casebook::store {

class Database {
  public:
    // Makes the file and its tables where missing. Error: io, corrupt, conflict (a newer schema).
    static Result<Database> open(const std::filesystem::path& file);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    // Takes `count` ids that were never given out and are larger than `at_least`; returns the first. The others follow.
    Result<EntryId> take_ids(EntryId at_least, std::int64_t count);

    Result<int> schema_version() const;

  private:
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace casebook::store
