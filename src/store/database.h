// casebook.db: what is not knowledge (people and events) and what goes with it: the sequence of ids, the revisions of files, and
// the queue of files that the index has not yet taken in. SQLite through SOCI, one connection that reads and writes.
//
// Journal WAL with synchronous=FULL: what was acknowledged survives a power cut. Migrations run in order when the database is
// opened; a database of a newer program is refused. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/entry.h"
#include "store/revision.h"

namespace casebook::store {

class Database {
  public:
    // Makes the file and its tables where missing. Error: io, corrupt, conflict (a newer schema).
    static Result<Database> open(const std::filesystem::path& file);

    // For reading alone, beside the program that writes; nothing is migrated, and nothing made but SQLite's own empty -wal and -shm. Error: not_found, io, corrupt, conflict.
    static Result<Database> open_for_reading(const std::filesystem::path& file);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    // Takes `count` ids that were never given out and are larger than `at_least`; returns the first. The others follow.
    Result<EntryId> take_ids(EntryId at_least, std::int64_t count);

    // Records the changes and queues their files for the index, all or nothing; returns the queue's rows in the same order.
    Result<std::vector<QueuedPath>> add_revisions(const std::vector<Revision>& revisions);

    // Newest first, without their texts.
    Result<std::vector<Revision>> revisions_of(EntryId entry, std::size_t limit) const;
    // With its text.
    Result<std::optional<Revision>> find_revision(std::int64_t sequence) const;
    // The fingerprint that the file had after its last known change; empty when it was removed; none when it was never seen.
    Result<std::optional<std::string>> last_fingerprint(const std::string& path) const;
    // The same of every file that was ever seen, by path.
    Result<std::map<std::string, std::string>> last_fingerprints() const;
    // Gives every revision with its text, oldest first.
    Result<void> for_each_revision(const std::function<Result<void>(const Revision&)>& take) const;
    Result<std::int64_t> revision_count() const;

    Result<std::vector<QueuedPath>> queued_paths() const;
    Result<void> remove_queued(std::int64_t up_to_sequence);

    // Reads the whole database. Error: corrupt, naming what is wrong.
    Result<void> check() const;

    // A copy of the whole as it is at this moment, while others go on. Error: io.
    Result<void> copy_to(const std::filesystem::path& file) const;

    Result<int> schema_version() const;

  private:
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace casebook::store
