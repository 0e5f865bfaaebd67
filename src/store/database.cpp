#include "store/database.h"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <array>

#include "base/files.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

// Each runs once, in order. Never change one that was released: add another.
constexpr std::array<std::string_view, 47> kMigrations{
    "CREATE TABLE id_sequence (last_id BIGINT NOT NULL)",
    "CREATE TABLE revisions (sequence INTEGER PRIMARY KEY, path TEXT NOT NULL, entry BIGINT NOT "
    "NULL, "
    "at TEXT NOT NULL, author TEXT NOT NULL, origin TEXT NOT NULL, reason TEXT NOT NULL, "
    "fingerprint TEXT NOT NULL, content TEXT NOT NULL)",
    "CREATE INDEX revisions_by_path ON revisions (path, sequence)",
    "CREATE INDEX revisions_by_entry ON revisions (entry, sequence)",
    "CREATE TABLE index_queue (sequence INTEGER PRIMARY KEY, path TEXT NOT NULL)",
    "CREATE TABLE reuse_events (id BIGINT PRIMARY KEY, who TEXT NOT NULL, at TEXT NOT NULL, "
    "case_id BIGINT NOT NULL, verdict TEXT NOT NULL, complaint TEXT NOT NULL, satisfaction "
    "INTEGER, expectation INTEGER, minutes INTEGER, solved INTEGER, query_id TEXT NOT NULL, "
    "source_key TEXT NOT NULL, undone_at TEXT NOT NULL, undone_by TEXT NOT NULL)",
    "CREATE INDEX reuse_events_by_case ON reuse_events (case_id, id)",
    "CREATE INDEX reuse_events_by_query ON reuse_events (query_id) WHERE query_id <> ''",
    "CREATE UNIQUE INDEX reuse_events_by_source ON reuse_events (source_key) WHERE source_key <> "
    "''",
    "CREATE TABLE learning_resets (id BIGINT PRIMARY KEY, case_id BIGINT NOT NULL, up_to_event "
    "BIGINT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT NOT NULL, undone_by "
    "TEXT NOT NULL)",
    "CREATE TABLE case_links (id BIGINT PRIMARY KEY, a BIGINT NOT NULL, b BIGINT NOT NULL, who "
    "TEXT "
    "NOT NULL, at TEXT NOT NULL, undone_at TEXT NOT NULL, undone_by TEXT NOT NULL)",
    "CREATE UNIQUE INDEX case_links_that_count ON case_links (a, b) WHERE undone_at = ''",
    "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL, folded_name TEXT NOT NULL, "
    "display_name TEXT NOT NULL, role TEXT NOT NULL, team TEXT NOT NULL, disabled INTEGER NOT "
    "NULL, password TEXT NOT NULL, created TEXT NOT NULL)",
    "CREATE UNIQUE INDEX people_by_name ON people (folded_name)",
    "CREATE TABLE sessions (hash TEXT PRIMARY KEY, person BIGINT NOT NULL, form_token TEXT NOT "
    "NULL, created BIGINT NOT NULL, last_seen BIGINT NOT NULL, ends BIGINT NOT NULL, address TEXT "
    "NOT NULL)",
    "CREATE TABLE api_tokens (id BIGINT PRIMARY KEY, person BIGINT NOT NULL, label TEXT NOT NULL, "
    "hash TEXT NOT NULL, scopes TEXT NOT NULL, created TEXT NOT NULL, last_used BIGINT NOT NULL, "
    "revoked_at TEXT NOT NULL)",
    "CREATE UNIQUE INDEX api_tokens_by_hash ON api_tokens (hash)",
    "CREATE TABLE invitations (hash TEXT PRIMARY KEY, person BIGINT NOT NULL, ends BIGINT NOT "
    "NULL)",
    "CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE audit (sequence BIGINT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action "
    "TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE TABLE audit_head (sequence BIGINT NOT NULL, hash TEXT NOT NULL)",
    "CREATE INDEX audit_by_action ON audit (action, sequence)",
    "CREATE TABLE notices (id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, at TEXT "
    "NOT NULL, unix_time BIGINT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, note TEXT NOT "
    "NULL, path TEXT NOT NULL, by_whom TEXT NOT NULL, seen INTEGER NOT NULL)",
    "CREATE INDEX notices_by_account ON notices (account, id)",
    "CREATE TABLE case_flags (id BIGINT PRIMARY KEY, case_id BIGINT NOT NULL, who TEXT NOT NULL, "
    "at TEXT NOT NULL, reason TEXT NOT NULL, settled_at TEXT NOT NULL, settled_by TEXT NOT NULL)",
    "CREATE INDEX case_flags_that_are_open ON case_flags (case_id) WHERE settled_at = ''",
    "CREATE TABLE first_useful_times (day TEXT NOT NULL, outcome TEXT NOT NULL, milliseconds "
    "BIGINT NOT NULL)",
    "CREATE INDEX first_useful_times_by_day ON first_useful_times (day)",
    "CREATE TABLE recent_changes (id BIGINT PRIMARY KEY, day TEXT NOT NULL, kind TEXT NOT NULL, "
    "title TEXT NOT NULL, product TEXT NOT NULL, category TEXT NOT NULL, until TEXT NOT NULL, who "
    "TEXT NOT NULL, at TEXT NOT NULL, removed_at TEXT NOT NULL, removed_by TEXT NOT NULL)",
    "ALTER TABLE api_tokens ADD COLUMN origins TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE complaint_links (complaint INTEGER PRIMARY KEY, case_id BIGINT NOT NULL, caller "
    "TEXT NOT NULL, confirmed INTEGER NOT NULL, at BIGINT NOT NULL, words BIGINT NOT NULL)",
    "CREATE TABLE burst_mutes (case_id INTEGER PRIMARY KEY, until BIGINT NOT NULL, who TEXT NOT "
    "NULL)",
    "CREATE TABLE complaints (number BIGINT PRIMARY KEY, version BIGINT NOT NULL, words TEXT NOT "
    "NULL, category TEXT NOT NULL, owner TEXT NOT NULL, team TEXT NOT NULL, department TEXT NOT "
    "NULL, state TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, heard BIGINT NOT "
    "NULL, next_kind TEXT NOT NULL, next_words TEXT NOT NULL, next_due BIGINT NOT NULL, contact "
    "TEXT NOT NULL, external_id TEXT NOT NULL, case_id BIGINT NOT NULL, closed_with TEXT NOT NULL, "
    "merged_into BIGINT NOT NULL, satisfaction INTEGER, expectation INTEGER, minutes INTEGER, "
    "solved INTEGER, closed_at BIGINT NOT NULL, stuck_at BIGINT NOT NULL, told_due BIGINT NOT NULL "
    "DEFAULT 0, reuse_event BIGINT NOT NULL, reuse_pending INTEGER NOT NULL)",
    "CREATE INDEX complaints_by_owner ON complaints (owner, closed_at)",
    "CREATE INDEX complaints_by_due ON complaints (next_due) WHERE next_due > 0",
    "CREATE UNIQUE INDEX complaints_by_source ON complaints (external_id) WHERE external_id <> ''",
    "CREATE TABLE complaint_steps (complaint BIGINT NOT NULL, version BIGINT NOT NULL, who TEXT "
    "NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, detail TEXT NOT NULL, "
    "minutes INTEGER NOT NULL, PRIMARY KEY (complaint, version))",
    "CREATE TABLE complaint_facts (complaint BIGINT NOT NULL, position INTEGER NOT NULL, name TEXT "
    "NOT NULL, value TEXT NOT NULL, PRIMARY KEY (complaint, position))",
    "CREATE TABLE complaint_cards (hash TEXT PRIMARY KEY, complaint BIGINT NOT NULL, ends BIGINT "
    "NOT NULL, answered BIGINT NOT NULL, satisfaction INTEGER NOT NULL, expectation INTEGER NOT "
    "NULL, words TEXT NOT NULL, visit TEXT NOT NULL, source TEXT NOT NULL)",
    "CREATE INDEX complaints_open ON complaints (next_due) WHERE closed_at = 0",
    "CREATE INDEX complaints_with_contact ON complaints (closed_at) WHERE contact <> ''",
    "CREATE INDEX complaints_to_settle ON complaints (number) WHERE reuse_pending = 1",
    "CREATE INDEX complaints_merged ON complaints (merged_into) WHERE merged_into > 0",
    "CREATE TABLE complaint_contacts (complaint INTEGER PRIMARY KEY, contact TEXT NOT NULL)",
    "INSERT INTO complaint_contacts (complaint, contact) SELECT number, contact FROM complaints "
    "WHERE contact <> ''",
    "DROP INDEX complaints_with_contact",
    "ALTER TABLE complaints DROP COLUMN contact",
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

constexpr int kNewest = static_cast<int>(kMigrations.size());

Error newer_program(int found, const std::filesystem::path& file) {
    return {ErrorKind::conflict,
            fmt::format("The database has version {}; this program knows {}", found, kNewest),
            "Use the program that made it, or a newer one",
            {file.string(), 0}};
}

Result<void> migrate(soci::session& sql, const std::filesystem::path& file) {
    sql << "PRAGMA journal_mode=WAL";
    sql << "PRAGMA synchronous=FULL";
    sql << "PRAGMA secure_delete=ON";  // what is deleted is overwritten, not only unlinked
    sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
    sql << "INSERT INTO schema_version (version) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM "
           "schema_version)";
    const int found = schema_version_of(sql);
    if (found > kNewest) return newer_program(found, file);
    if (found == kNewest) return {};
    // All of them or none: one sync for a new database, and no half-way schema after a power cut.
    soci::transaction transaction(sql);
    for (int version = found; version < kNewest; ++version)
        sql << std::string(kMigrations[static_cast<std::size_t>(version)]);
    sql << "UPDATE schema_version SET version = :version", soci::use(kNewest);
    transaction.commit();
    return {};
}

// SOCI's way of writing a connection has no escape for a quotation mark.
Result<std::string> connection_to(const std::filesystem::path& file, std::string_view options) {
    if (file.string().find('"') == std::string::npos)
        return fmt::format("dbname=\"{}\" timeout={} {}", file.string(), kBusySeconds, options);
    return Error{ErrorKind::invalid,
                 "The path of the state folder has a quotation mark in it",
                 "Give another --state folder",
                 {file.string(), 0}};
}

Result<void> check_readable(soci::session& sql, const std::filesystem::path& file) {
    const int found = schema_version_of(sql);
    if (found > kNewest) return newer_program(found, file);
    if (found == kNewest) return {};
    return Error{ErrorKind::conflict,
                 fmt::format("The database has version {}, an older program's", found),
                 "Run “casebook check --repair”, or start the server: it is brought up to date",
                 {file.string(), 0}};
}

}  // namespace

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Result<Database> Database::open(const std::filesystem::path& file) {
    const auto parameters = connection_to(file, "");
    if (!parameters) return parameters.error();
    auto connection = std::make_unique<Connection>();
    connection->file = file;
    const auto opened = connection->run([&](soci::session& sql) -> Result<void> {
        sql.open(soci::sqlite3, *parameters);
        return migrate(sql, file);
    });
    if (!opened) return opened.error();
    return Database(std::move(connection));
}

Result<Database> Database::open_for_reading(const std::filesystem::path& file) {
    const auto parameters = connection_to(file, "readonly=true");
    if (!parameters) return parameters.error();
    std::error_code failure;
    if (!std::filesystem::exists(file, failure))
        return Error{ErrorKind::not_found, "There is no database", "", {file.string(), 0}};
    auto connection = std::make_unique<Connection>();
    connection->file = file;
    const auto opened = connection->run([&](soci::session& sql) -> Result<void> {
        sql.open(soci::sqlite3, *parameters);
        return check_readable(sql, file);
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
    const auto parameters = connection_to(file, "");
    if (!parameters) return parameters.error();
    return connection_->run([&](soci::session& sql) -> Result<void> {
        const std::string name = file.string();
        sql << "VACUUM INTO :file", soci::use(name);
        soci::session copy(soci::sqlite3, *parameters);
        copy << "PRAGMA secure_delete=ON";
        copy << "DELETE FROM sessions";
        return {};
    });
}

Result<int> Database::schema_version() const {
    return connection_->run(
        [](soci::session& sql) -> Result<int> { return schema_version_of(sql); });
}

}  // namespace casebook::store
