// The tables "revisions" and "index_queue".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 6> kOrigins{{
    {Origin::found, "found"},
    {Origin::outside, "outside"},
    {Origin::page, "page"},
    {Origin::api, "api"},
    {Origin::import, "import"},
    {Origin::command, "command"},
}};

// A row of revisions as SOCI fills it.
struct Row {
    long long sequence = 0, entry = 0;
    std::string path, at, author, origin, reason, fingerprint, content;

    Revision revision() const {
        return {sequence, path,        entry,
                at,       author,      parse_origin(origin).value_or(Origin::outside),
                reason,   fingerprint, content};
    }
};

constexpr std::string_view kColumns =
    "sequence, path, entry, at, author, origin, reason, fingerprint";

// Prepares a query for kColumns and the text; bind its own values by `with`.
template <class... Values>
soci::statement prepare(soci::session& sql, const std::string& query, Row& row,
                        const Values&... values) {
    soci::details::prepare_temp_type prepared = (sql.prepare << query);
    (void)(prepared, ..., soci::use(values));
    return (prepared, soci::into(row.sequence), soci::into(row.path), soci::into(row.entry),
            soci::into(row.at), soci::into(row.author), soci::into(row.origin),
            soci::into(row.reason), soci::into(row.fingerprint), soci::into(row.content));
}

long long largest(soci::session& sql, std::string_view table) {
    long long sequence = 0;
    sql << fmt::format("SELECT COALESCE(MAX(sequence), 0) FROM {}", table), soci::into(sequence);
    return sequence;
}

// A person's change is a line of its own; what comes in bulk (imports, what editors and git did) is one line a batch.
void add_audit_rows(soci::session& sql, const std::vector<Revision>& revisions) {
    std::map<Origin, std::size_t> in_bulk;
    for (const Revision& revision : revisions) {
        const bool by_person = revision.origin == Origin::page || revision.origin == Origin::api;
        if (!by_person) {
            ++in_bulk[revision.origin];
            continue;
        }
        add_audit_row(
            sql, {parse_timestamp(revision.at, {}).value_or(Timestamp{}), revision.author,
                  revision.fingerprint.empty() ? "entry.removed" : "entry.saved", revision.path,
                  fmt::format("{} {}", to_text(revision.origin), revision.fingerprint)});
    }
    for (const auto& [origin, count] : in_bulk)
        add_audit_row(sql, {parse_timestamp(revisions.back().at, {}).value_or(Timestamp{}),
                            revisions.back().author, fmt::format("entries.{}", to_text(origin)),
                            revisions.back().path, std::to_string(count)});
}

}  // namespace

std::string_view to_text(Origin origin) {
    return std::find_if(kOrigins.begin(), kOrigins.end(),
                        [&](const auto& known) { return known.first == origin; })
        ->second;
}

std::optional<Origin> parse_origin(std::string_view text) {
    const auto* found = std::find_if(kOrigins.begin(), kOrigins.end(),
                                     [&](const auto& known) { return known.second == text; });
    return found == kOrigins.end() ? std::nullopt : std::optional(found->first);
}

Result<std::vector<QueuedPath>> Database::add_revisions(const std::vector<Revision>& revisions) {
    using Queued = std::vector<QueuedPath>;
    return connection_->run_write([&](soci::session& sql) -> Result<Queued> {
        soci::transaction transaction(sql);
        Row row;
        long long queue_sequence = largest(sql, "index_queue");
        soci::statement insert =
            (sql.prepare << "INSERT INTO revisions (path, entry, at, author, origin, reason, "
                            "fingerprint, content) VALUES (:path, :entry, :at, :author, :origin, "
                            ":reason, :fingerprint, :content)",
             soci::use(row.path), soci::use(row.entry), soci::use(row.at), soci::use(row.author),
             soci::use(row.origin), soci::use(row.reason), soci::use(row.fingerprint),
             soci::use(row.content));
        soci::statement queue =
            (sql.prepare << "INSERT INTO index_queue (sequence, path) VALUES (:sequence, :path)",
             soci::use(queue_sequence), soci::use(row.path));
        Queued queued;
        for (const Revision& revision : revisions) {
            row = {0,
                   revision.entry,
                   revision.path,
                   revision.at,
                   revision.author,
                   std::string(to_text(revision.origin)),
                   revision.reason,
                   revision.fingerprint,
                   revision.text};
            ++queue_sequence;
            insert.execute(true);
            queue.execute(true);
            queued.push_back({queue_sequence, revision.path});
        }
        add_audit_rows(sql, revisions);
        transaction.commit();
        return queued;
    });
}

Result<std::vector<Revision>> Database::revisions_of(EntryId entry, std::size_t limit) const {
    using Revisions = std::vector<Revision>;
    return connection_->run([&](soci::session& sql) -> Result<Revisions> {
        Row row;
        const long long wanted = entry;
        const auto most = static_cast<long long>(limit);
        soci::statement statement =
            prepare(sql,
                    fmt::format("SELECT {}, '' FROM revisions WHERE entry = :entry ORDER BY "
                                "sequence DESC LIMIT :limit",
                                kColumns),
                    row, wanted, most);
        Revisions revisions;
        statement.execute();
        while (statement.fetch()) revisions.push_back(row.revision());
        return revisions;
    });
}

Result<std::optional<Revision>> Database::find_revision(std::int64_t sequence) const {
    using Found = std::optional<Revision>;
    return connection_->run([&](soci::session& sql) -> Result<Found> {
        Row row;
        const long long wanted = sequence;
        soci::statement statement = prepare(
            sql,
            fmt::format("SELECT {}, content FROM revisions WHERE sequence = :sequence", kColumns),
            row, wanted);
        return statement.execute(true) ? Found(row.revision()) : Found();
    });
}

Result<std::optional<std::string>> Database::last_fingerprint(const std::string& path) const {
    using Found = std::optional<std::string>;
    return connection_->run([&](soci::session& sql) -> Result<Found> {
        std::string found;
        sql << "SELECT fingerprint FROM revisions WHERE path = :path ORDER BY sequence DESC LIMIT "
               "1",
            soci::use(path), soci::into(found);
        return sql.got_data() ? Found(found) : Found();
    });
}

Result<std::map<std::string, std::string>> Database::last_fingerprints() const {
    using Fingerprints = std::map<std::string, std::string>;
    return connection_->run([](soci::session& sql) -> Result<Fingerprints> {
        std::string path, fingerprint;
        long long sequence = 0;  // SQLite gives the other columns of the row that has it
        soci::statement statement =
            (sql.prepare << "SELECT path, fingerprint, MAX(sequence) FROM "
                            "revisions GROUP BY path ORDER BY path",
             soci::into(path), soci::into(fingerprint), soci::into(sequence));
        Fingerprints found;
        statement.execute();
        while (statement.fetch()) found.emplace_hint(found.end(), path, fingerprint);
        return found;
    });
}

Result<void> Database::for_each_revision(
    const std::function<Result<void>(const Revision&)>& take) const {
    return connection_->run([&](soci::session& sql) -> Result<void> {
        Row row;
        soci::statement statement = prepare(
            sql, fmt::format("SELECT {}, content FROM revisions ORDER BY sequence", kColumns), row);
        statement.execute();
        while (statement.fetch())
            if (auto taken = take(row.revision()); !taken) return taken;
        return {};
    });
}

Result<std::int64_t> Database::revision_count() const {
    return connection_->run([](soci::session& sql) -> Result<std::int64_t> {
        long long count = 0;
        sql << "SELECT COUNT(*) FROM revisions", soci::into(count);
        return count;
    });
}

Result<std::vector<QueuedPath>> Database::queued_paths() const {
    using Queued = std::vector<QueuedPath>;
    return connection_->run([](soci::session& sql) -> Result<Queued> {
        long long sequence = 0;
        std::string path;
        soci::statement statement =
            (sql.prepare << "SELECT sequence, path FROM index_queue ORDER BY sequence",
             soci::into(sequence), soci::into(path));
        Queued queued;
        statement.execute();
        while (statement.fetch()) queued.push_back({sequence, path});
        return queued;
    });
}

Result<void> Database::remove_queued(std::int64_t up_to_sequence) {
    return connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long last = up_to_sequence;
        sql << "DELETE FROM index_queue WHERE sequence <= :last", soci::use(last);
        return {};
    });
}

}  // namespace casebook::store
