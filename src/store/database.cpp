#include "store/database.h"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <array>

#include "base/files.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

// Each runs once, in order, in its own transaction. Never change one that was released: add another.
constexpr std::array<std::string_view, 5> kMigrations{
    "CREATE TABLE id_sequence (last_id BIGINT NOT NULL)",
    "CREATE TABLE revisions (sequence INTEGER PRIMARY KEY, path TEXT NOT NULL, entry BIGINT NOT "
    "NULL, "
    "at TEXT NOT NULL, author TEXT NOT NULL, origin TEXT NOT NULL, reason TEXT NOT NULL, "
    "fingerprint TEXT NOT NULL, content TEXT NOT NULL)",
    "CREATE INDEX revisions_by_path ON revisions (path, sequence)",
    "CREATE INDEX revisions_by_entry ON revisions (entry, sequence)",
    "CREATE TABLE index_queue (sequence INTEGER PRIMARY KEY, path TEXT NOT NULL)",
};

}  // namespace

Error to_error(const std::exception& failure, const std::filesystem::path& file) {
    const std::string text = failure.what();
    if (text.find("locked") != std::string::npos)
        return {ErrorKind::busy,
                "Another process holds the database",
                "Stop that process, or wait until it is done",
                {file.string(), 0}};
    if (text.find("malformed") != std::string::npos ||
        text.find("not a database") != std::string::npos)
        return {ErrorKind::corrupt,
                "The database is damaged (" + text + ")",
                "Restore a backup",
                {file.string(), 0}};
    if (text.find("full") != std::string::npos)
        return {ErrorKind::io,
                "The disk is full: the database cannot be written",
                "Free some space and try again; nothing was changed",
                {file.string(), 0},
                std::string(kDiskFull)};
    if (text.find("disk I/O error") != std::string::npos)
        return {ErrorKind::io,
                "The disk failed to keep a write of the database",
                "Check the disk, then start casebook again; until then nothing more is written",
                {file.string(), 0},
                std::string(kSyncFailed)};
    return {ErrorKind::io,
            "The database failed (" + text + ")",
            "Check the rights and the free space of the state folder",
            {file.string(), 0}};
}

namespace {

int schema_version_of(soci::session& sql) {
    int version = 0;
    sql << "SELECT version FROM schema_version", soci::into(version);
    return version;
}

Result<void> migrate(soci::session& sql, const std::filesystem::path& file) {
    sql << "PRAGMA journal_mode=WAL";
    sql << "PRAGMA synchronous=FULL";
    sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
    sql << "INSERT INTO schema_version (version) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM "
           "schema_version)";
    const int found = schema_version_of(sql);
    const int newest = static_cast<int>(kMigrations.size());
    if (found > newest)
        return Error{
            ErrorKind::conflict,
            fmt::format("The database has version {}; this program knows {}", found, newest),
            "Use the program that made it, or a newer one",
            {file.string(), 0}};
    for (int version = found; version < newest; ++version) {
        soci::transaction transaction(sql);
        sql << std::string(kMigrations[static_cast<std::size_t>(version)]);
        sql << "UPDATE schema_version SET version = :version", soci::use(version + 1);
        transaction.commit();
    }
    return {};
}

}  // namespace

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Result<Database> Database::open(const std::filesystem::path& file) {
    if (file.string().find('"') != std::string::npos)
        return Error{ErrorKind::invalid,
                     "The path of the state folder has a quotation mark in it",
                     "Give another --state folder",
                     {file.string(), 0}};
    auto connection = std::make_unique<Connection>();
    connection->file = file;
    const auto opened = connection->run([&](soci::session& sql) -> Result<void> {
        sql.open(soci::sqlite3, fmt::format("dbname=\"{}\" timeout=5", file.string()));
        return migrate(sql, file);
    });
    if (!opened) return opened.error();
    return Database(std::move(connection));
}

Result<EntryId> Database::take_ids(EntryId at_least, std::int64_t count) {
    return connection_->run_write([&](soci::session& sql) -> Result<EntryId> {
        soci::transaction transaction(sql);
        long long last = 0;
        sql << "SELECT COALESCE(MAX(last_id), 0) FROM id_sequence", soci::into(last);
        const long long first = std::max<long long>(last, at_least) + 1;
        const long long next_last = first + count - 1;
        sql << "DELETE FROM id_sequence";
        sql << "INSERT INTO id_sequence (last_id) VALUES (:last)", soci::use(next_last);
        transaction.commit();
        return first;
    });
}

Result<void> Database::check() const {
    return connection_->run([&](soci::session& sql) -> Result<void> {
        std::string answer;
        sql << "PRAGMA integrity_check(1)", soci::into(answer);
        if (answer == "ok") return {};
        return Error{ErrorKind::corrupt,
                     "The database is damaged (" + answer + ")",
                     "Restore a backup",
                     {connection_->file.string(), 0}};
    });
}

Result<void> Database::copy_to(const std::filesystem::path& file) const {
    return connection_->run([&](soci::session& sql) -> Result<void> {
        const std::string name = file.string();
        sql << "VACUUM INTO :file", soci::use(name);
        return {};
    });
}

Result<int> Database::schema_version() const {
    return connection_->run(
        [](soci::session& sql) -> Result<int> { return schema_version_of(sql); });
}

}  // namespace casebook::store
