#include "store/notices.h"

#include <fmt/format.h>

#include "base/unix_seconds.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

struct Row {
    long long id = 0, unix_time = 0;
    int seen = 0;
    std::string account, kind, subject, note, path, by, at;

    void set(const Notice& notice) {
        account = notice.account;
        kind = to_text(notice.news.kind);
        subject = notice.news.subject;
        note = notice.news.note;
        path = notice.news.path;
        by = notice.news.by;
        at = notice.at.text();
        unix_time = unix_seconds(notice.at);
        seen = notice.seen ? 1 : 0;
    }

    // None: of a kind that a newer program knows.
    std::optional<Notice> notice() const {
        const auto known = parse_notice_kind(kind);
        if (!known) return std::nullopt;
        return Notice{id,
                      account,
                      {*known, subject, note, path, by},
                      parse_timestamp(at, {}).value_or(Timestamp{}),
                      seen != 0};
    }
};

std::vector<Notice> read_latest(soci::session& sql, const std::string& account, std::size_t limit) {
    Row row;
    soci::statement statement =
        (sql.prepare << fmt::format("SELECT id, account, at, kind, subject, note, path, by_whom, "
                                    "seen FROM notices WHERE account = :account "
                                    "ORDER BY id DESC LIMIT {}",
                                    limit),
         soci::use(account), soci::into(row.id), soci::into(row.account), soci::into(row.at),
         soci::into(row.kind), soci::into(row.subject), soci::into(row.note), soci::into(row.path),
         soci::into(row.by), soci::into(row.seen));
    std::vector<Notice> notices;
    statement.execute();
    while (statement.fetch())
        if (auto notice = row.notice()) notices.push_back(*std::move(notice));
    return notices;
}

}  // namespace

Result<std::vector<Notice>> Notices::add(std::vector<Notice> notices) {
    if (notices.empty()) return notices;
    return database_.connection_->run_write([&](soci::session& sql) -> Result<std::vector<Notice>> {
        soci::transaction transaction(sql);
        Row row;
        soci::statement insert =
            (sql.prepare << "INSERT INTO notices (account, at, unix_time, kind, subject, note, "
                            "path, by_whom, seen) VALUES (:account, :at, :unix_time, :kind, "
                            ":subject, :note, :path, :by, :seen)",
             soci::use(row.account), soci::use(row.at), soci::use(row.unix_time),
             soci::use(row.kind), soci::use(row.subject), soci::use(row.note), soci::use(row.path),
             soci::use(row.by), soci::use(row.seen));
        for (Notice& notice : notices) {
            row.set(notice);
            insert.execute(true);
            long long id = 0;
            sql << "SELECT last_insert_rowid()", soci::into(id);
            notice.id = id;
        }
        transaction.commit();
        return std::move(notices);
    });
}

Result<std::vector<Notice>> Notices::latest(const std::string& account, std::size_t limit) const {
    return database_.connection_->run([&](soci::session& sql) -> Result<std::vector<Notice>> {
        return read_latest(sql, account, limit);
    });
}

Result<std::map<std::string, std::size_t>> Notices::count_unseen() const {
    using Counts = std::map<std::string, std::size_t>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Counts> {
        std::string account;
        long long count = 0;
        soci::statement statement =
            (sql.prepare << "SELECT account, COUNT(*) FROM notices WHERE seen = 0 GROUP BY account",
             soci::into(account), soci::into(count));
        Counts counts;
        statement.execute();
        while (statement.fetch()) counts[account] = static_cast<std::size_t>(count);
        return counts;
    });
}

Result<void> Notices::mark_seen(const std::string& account, NoticeId up_to) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long last = up_to;
        sql << "UPDATE notices SET seen = 1 WHERE account = :account AND id <= :last AND seen = 0",
            soci::use(account), soci::use(last);
        return {};
    });
}

Result<void> Notices::remove_seen_before(const Timestamp& when) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long limit = unix_seconds(when);
        sql << "DELETE FROM notices WHERE seen = 1 AND unix_time < :limit", soci::use(limit);
        return {};
    });
}

}  // namespace casebook::store
