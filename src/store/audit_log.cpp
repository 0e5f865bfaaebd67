#include "store/audit_log.h"

#include <fmt/format.h>

#include "base/secret.h"
#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

constexpr std::string_view kBeforeTheFirst = "casebook audit trail";

// Lengths in front, so that no two rows come to the same text.
std::string text_to_hash(std::int64_t sequence, const std::string& at, const AuditEvent& event) {
    std::string text = std::to_string(sequence);
    for (const std::string* part : {&at, &event.who, &event.action, &event.subject, &event.detail})
        text += fmt::format(" {}:{}", part->size(), *part);
    return text;
}

std::string hash_of(std::int64_t sequence, const std::string& at, const AuditEvent& event,
                    const std::string& hash_before) {
    return keyed_hash(hash_before.empty() ? kBeforeTheFirst : hash_before,
                      text_to_hash(sequence, at, event));
}

struct Row {
    long long sequence = 0;
    std::string at, hash;
    AuditEvent event;

    AuditRow row() const {
        AuditRow row{sequence, event, hash};
        row.event.when = parse_timestamp(at, {}).value_or(Timestamp{});
        return row;
    }
};

template <class... Values>
soci::statement prepare(soci::session& sql, const std::string& rest, Row& row,
                        const Values&... values) {
    soci::details::prepare_temp_type prepared =
        (sql.prepare << "SELECT sequence, at, who, action, subject, detail, hash FROM audit " +
                            rest);
    (void)(prepared, ..., soci::use(values));
    return (prepared, soci::into(row.sequence), soci::into(row.at), soci::into(row.event.who),
            soci::into(row.event.action), soci::into(row.event.subject),
            soci::into(row.event.detail), soci::into(row.hash));
}

AuditHead read_head(soci::session& sql) {
    long long sequence = 0;
    AuditHead head;
    sql << "SELECT sequence, hash FROM audit_head", soci::into(sequence), soci::into(head.hash);
    if (sql.got_data()) head.sequence = sequence;
    return head;
}

void write_head(soci::session& sql, const AuditHead& before, long long sequence,
                const std::string& hash) {
    if (before.sequence == 0) {
        sql << "INSERT INTO audit_head (sequence, hash) VALUES (:sequence, :hash)",
            soci::use(sequence), soci::use(hash);
        return;
    }
    sql << "UPDATE audit_head SET sequence = :sequence, hash = :hash", soci::use(sequence),
        soci::use(hash);
}

}  // namespace

void add_audit_row(soci::session& sql, const AuditEvent& event) {
    const AuditHead head = read_head(sql);
    const long long sequence = head.sequence + 1;
    const std::string at = event.when.text();
    const std::string hash = hash_of(sequence, at, event, head.hash);
    sql << "INSERT INTO audit (sequence, at, who, action, subject, detail, hash) VALUES "
           "(:sequence, :at, :who, :action, :subject, :detail, :hash)",
        soci::use(sequence), soci::use(at), soci::use(event.who), soci::use(event.action),
        soci::use(event.subject), soci::use(event.detail), soci::use(hash);
    write_head(sql, head, sequence, hash);
}

Result<void> AuditLog::add(const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        add_audit_row(sql, event);
        transaction.commit();
        return {};
    });
}

Result<std::vector<AuditRow>> AuditLog::latest(std::size_t limit,
                                               std::optional<std::int64_t> before,
                                               const std::string& action) const {
    using Rows = std::vector<AuditRow>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Rows> {
        Row row;
        const long long most = before.value_or(kLargestId);
        const auto rows = static_cast<long long>(limit);
        // "/" comes after "." in the order of characters, so this is the action and all below it.
        const std::string first = action, last = action.empty() ? "~" : action + "/";
        soci::statement statement = prepare(
            sql,
            "WHERE sequence < :before AND action >= :first AND action < :last ORDER BY sequence "
            "DESC LIMIT :limit",
            row, most, first, last, rows);
        Rows found;
        statement.execute();
        while (statement.fetch()) found.push_back(row.row());
        return found;
    });
}

Result<AuditHead> AuditLog::head() const {
    return database_.connection_->run(
        [](soci::session& sql) -> Result<AuditHead> { return read_head(sql); });
}

Result<AuditVerdict> AuditLog::verify() const {
    return database_.connection_->run([](soci::session& sql) -> Result<AuditVerdict> {
        AuditVerdict verdict{read_head(sql), {}};
        std::int64_t expected = 1;
        std::string hash_before;
        Row row;
        soci::statement statement = prepare(sql, "ORDER BY sequence", row);
        statement.execute();
        for (; statement.fetch(); ++expected) {
            const bool whole = row.sequence == expected &&
                               row.hash == hash_of(expected, row.at, row.event, hash_before);
            if (!whole) {
                verdict.broken_at = expected;
                return verdict;
            }
            hash_before = row.hash;
        }
        const bool ends_there =
            verdict.head.sequence == expected - 1 && verdict.head.hash == hash_before;
        if (!ends_there) verdict.broken_at = expected;
        return verdict;
    });
}

}  // namespace casebook::store
