// The tables "sessions" and "api_tokens".
#include <fmt/format.h>

#include "store/audit_rows.h"
#include "store/connection.h"
#include "store/people.h"

namespace casebook::store {
namespace {

struct SessionRow {
    std::string hash, form_token, address;
    long long person = 0, created = 0, last_seen = 0, ends = 0;

    SessionRecord record() const {
        return {hash, person, form_token, created, last_seen, ends, address};
    }
};

SessionRow row_of(const SessionRecord& record) {
    return {record.hash,    record.form_token, record.address, record.person,
            record.created, record.last_seen,  record.ends};
}

void insert(soci::session& sql, const SessionRecord& record) {
    const SessionRow row = row_of(record);
    sql << "INSERT INTO sessions (hash, person, form_token, created, last_seen, ends, address) "
           "VALUES (:hash, :person, :form_token, :created, :last_seen, :ends, :address)",
        soci::use(row.hash), soci::use(row.person), soci::use(row.form_token),
        soci::use(row.created), soci::use(row.last_seen), soci::use(row.ends),
        soci::use(row.address);
}

struct TokenRow {
    long long id = 0, person = 0, last_used = 0;
    std::string label, hash, scopes, created, origins;

    ApiTokenRecord record() const {
        return {id,
                person,
                label,
                hash,
                Scopes::parse(scopes).value_or(Scopes()),
                parse_timestamp(created, {}).value_or(Timestamp{}),
                last_used,
                origins};
    }
};

// One statement, once for each pair (key, time).
template <class Key, class Column>
void note_times(soci::session& sql, const std::string& update,
                const std::vector<std::pair<Key, std::int64_t>>& times) {
    Column key{};
    long long time = 0;
    soci::statement statement = (sql.prepare << update, soci::use(time), soci::use(key));
    for (const auto& [wanted, seconds] : times) {
        key = wanted;
        time = seconds;
        statement.execute(true);
    }
}

}  // namespace

Result<std::vector<SessionRecord>> People::sessions() const {
    using Records = std::vector<SessionRecord>;
    return database_.connection_->run([](soci::session& sql) -> Result<Records> {
        SessionRow row;
        soci::statement statement =
            (sql.prepare << "SELECT hash, person, form_token, created, last_seen, ends, address "
                            "FROM sessions",
             soci::into(row.hash), soci::into(row.person), soci::into(row.form_token),
             soci::into(row.created), soci::into(row.last_seen), soci::into(row.ends),
             soci::into(row.address));
        Records records;
        statement.execute();
        while (statement.fetch()) records.push_back(row.record());
        return records;
    });
}

Result<void> People::add_session(const SessionRecord& record, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        insert(sql, record);
        add_audit_row(sql, event);
        transaction.commit();
        return {};
    });
}

Result<void> People::rename_session(const std::string& old_hash, const SessionRecord& record) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        sql << "DELETE FROM sessions WHERE hash = :hash", soci::use(old_hash);
        insert(sql, record);
        transaction.commit();
        return {};
    });
}

Result<void> People::remove_sessions(const std::vector<std::string>& hashes,
                                     const std::optional<AuditEvent>& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        for (const std::string& hash : hashes)
            sql << "DELETE FROM sessions WHERE hash = :hash", soci::use(hash);
        if (event) add_audit_row(sql, *event);
        transaction.commit();
        return {};
    });
}

Result<std::vector<ApiTokenRecord>> People::tokens() const {
    using Records = std::vector<ApiTokenRecord>;
    return database_.connection_->run([](soci::session& sql) -> Result<Records> {
        TokenRow row;
        soci::statement statement =
            (sql.prepare << "SELECT id, person, label, hash, scopes, created, last_used, "
                            "origins FROM api_tokens WHERE revoked_at = '' ORDER BY id",
             soci::into(row.id), soci::into(row.person), soci::into(row.label),
             soci::into(row.hash), soci::into(row.scopes), soci::into(row.created),
             soci::into(row.last_used), soci::into(row.origins));
        Records records;
        statement.execute();
        while (statement.fetch()) records.push_back(row.record());
        return records;
    });
}

Result<ApiTokenId> People::add_token(const ApiTokenRecord& record, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<ApiTokenId> {
        soci::transaction transaction(sql);
        long long id = 0;
        const long long person = record.person, never = 0;
        const std::string scopes = record.scopes.text(), created = record.created.text(), not_yet;
        sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM api_tokens", soci::into(id);
        sql << "INSERT INTO api_tokens (id, person, label, hash, scopes, created, last_used, "
               "revoked_at, origins) VALUES (:id, :person, :label, :hash, :scopes, :created, "
               ":last_used, :revoked_at, :origins)",
            soci::use(id), soci::use(person), soci::use(record.label), soci::use(record.hash),
            soci::use(scopes), soci::use(created), soci::use(never), soci::use(not_yet),
            soci::use(record.origins);
        add_audit_row(sql, event);
        transaction.commit();
        return id;
    });
}

Result<void> People::revoke_token(ApiTokenId id, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        const long long wanted = id;
        const std::string at = event.when.text();
        sql << "UPDATE api_tokens SET revoked_at = :at WHERE id = :id", soci::use(at),
            soci::use(wanted);
        add_audit_row(sql, event);
        transaction.commit();
        return {};
    });
}

Result<void> People::note_last_uses(const LastUses& uses) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        note_times<std::string, std::string>(
            sql, "UPDATE sessions SET last_seen = :time WHERE hash = :hash", uses.sessions);
        note_times<ApiTokenId, long long>(
            sql, "UPDATE api_tokens SET last_used = :time WHERE id = :id", uses.tokens);
        transaction.commit();
        return {};
    });
}

}  // namespace casebook::store
