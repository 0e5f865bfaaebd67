#include "store/database.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <mutex>

namespace casebook::store {
namespace {

// Each runs once, in order, in its own transaction. Never change one that was released: add another.
constexpr std::array<std::string_view, 1> kMigrations{
    "CREATE TABLE id_sequence (last_id BIGINT NOT NULL)",
};

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
    return {ErrorKind::io,
            "The database failed (" + text + ")",
            "Check the rights and the free space of the state folder",
            {file.string(), 0}};
}

}  // namespace

struct Database::Connection {
    std::filesystem::path file;
    mutable std::mutex mutex;
    mutable soci::session sql;

    // Runs work(sql) alone and turns what SOCI throws into an Error.
    template <class Work>
    auto run(Work work) const -> decltype(work(sql)) {
        const std::lock_guard lock(mutex);
        try {
            return work(sql);
        } catch (const soci::soci_error& failure) {
            return to_error(failure, file);
        }
    }
};

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
    return connection_->run([&](soci::session& sql) -> Result<EntryId> {
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

Result<int> Database::schema_version() const {
    return connection_->run(
        [](soci::session& sql) -> Result<int> { return schema_version_of(sql); });
}

}  // namespace casebook::store
