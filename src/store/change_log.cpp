#include "store/change_log.h"

#include <fmt/format.h>

#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

struct Row {
    long long id = 0;
    std::string day, kind, title, product, category, until, who, at;

    RecentChange change() const {
        return {id,
                parse_date(day).value_or(Date{}),
                parse_change_kind(kind).value_or(ChangeKind::other),
                title,
                product,
                category,
                parse_date(until),
                who,
                parse_timestamp(at, {}).value_or(Timestamp{})};
    }
};

Row row_of(const RecentChange& change) {
    return {0,
            casebook::to_text(change.day),
            std::string(casebook::to_text(change.kind)),
            change.title,
            change.product,
            change.category,
            change.until ? casebook::to_text(*change.until) : "",
            change.who,
            change.told.text()};
}

Error no_such_change(std::int64_t id) {
    return {ErrorKind::not_found,
            fmt::format("There is no change {}", id),
            "Look at the list of changes",
            {},
            "change_none"};
}

}  // namespace

Result<RecentChange> ChangeLog::add(const RecentChange& change) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<RecentChange> {
        soci::transaction transaction(sql);
        Row row = row_of(change);
        const std::string not_yet;
        sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM recent_changes", soci::into(row.id);
        sql << "INSERT INTO recent_changes (id, day, kind, title, product, category, until, who, "
               "at, removed_at, removed_by) VALUES (:id, :day, :kind, :title, :product, "
               ":category, :until, :who, :at, :removed_at, :removed_by)",
            soci::use(row.id), soci::use(row.day), soci::use(row.kind), soci::use(row.title),
            soci::use(row.product), soci::use(row.category), soci::use(row.until),
            soci::use(row.who), soci::use(row.at), soci::use(not_yet), soci::use(not_yet);
        add_audit_row(sql,
                      {change.told, change.who, "change.told", std::to_string(row.id), row.title});
        transaction.commit();
        return row.change();
    });
}

Result<std::vector<RecentChange>> ChangeLog::latest(std::size_t limit) const {
    using Changes = std::vector<RecentChange>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Changes> {
        Row row;
        const auto most = static_cast<long long>(limit);
        soci::statement statement =
            (sql.prepare << "SELECT id, day, kind, title, product, category, until, who, at FROM "
                            "recent_changes WHERE removed_at = '' ORDER BY day DESC, id DESC "
                            "LIMIT :most",
             soci::use(most), soci::into(row.id), soci::into(row.day), soci::into(row.kind),
             soci::into(row.title), soci::into(row.product), soci::into(row.category),
             soci::into(row.until), soci::into(row.who), soci::into(row.at));
        Changes changes;
        statement.execute();
        while (statement.fetch()) changes.push_back(row.change());
        return changes;
    });
}

Result<void> ChangeLog::remove(std::int64_t id, const Timestamp& when, const std::string& who) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        const long long wanted = id;
        int there = 0;
        sql << "SELECT COUNT(*) FROM recent_changes WHERE removed_at = '' AND id = :id",
            soci::into(there), soci::use(wanted);
        if (there == 0) return no_such_change(id);
        const std::string at = when.text();
        sql << "UPDATE recent_changes SET removed_at = :at, removed_by = :who WHERE id = :id",
            soci::use(at), soci::use(who), soci::use(wanted);
        add_audit_row(sql, {when, who, "change.removed", std::to_string(id), ""});
        transaction.commit();
        return {};
    });
}

Result<std::int64_t> ChangeLog::count() const {
    return database_.connection_->run([](soci::session& sql) -> Result<std::int64_t> {
        long long count = 0;
        sql << "SELECT COUNT(*) FROM recent_changes", soci::into(count);
        return count;
    });
}

}  // namespace casebook::store
