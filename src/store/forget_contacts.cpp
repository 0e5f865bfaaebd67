#include "store/forget_contacts.h"

#include <fmt/format.h>

#include "store/connection.h"

namespace casebook::store {
namespace {

// What was closed before, unless a complaint that it was taken into, near or far, goes on or was closed later.
std::string deletion_of(std::int64_t closed_before) {
    return fmt::format(
        "WITH RECURSIVE old (number, up) AS (SELECT number, merged_into FROM complaint_contacts "
        "JOIN complaints ON number = complaint WHERE closed_at > 0 AND closed_at < {0}), way "
        "(number, up) AS (SELECT number, up FROM old WHERE up > 0 UNION SELECT way.number, "
        "above.merged_into FROM way JOIN complaints AS above ON above.number = way.up WHERE "
        "above.merged_into > 0) DELETE FROM complaint_contacts WHERE complaint IN (SELECT number "
        "FROM old) AND complaint NOT IN (SELECT way.number FROM way JOIN complaints AS above ON "
        "above.number = way.up WHERE above.closed_at = 0 OR above.closed_at >= {0})",
        closed_before);
}

}  // namespace

// secure_delete overwrites what is deleted, but not the copies that SQLite leaves in the gaps of pages when it moves rows
// from one to another. The pages of a table that is dropped are overwritten as a whole: what is kept moves to a new one.
long long forget_contacts(soci::session& sql, std::int64_t closed_before) {
    soci::statement deletion = (sql.prepare << deletion_of(closed_before));
    deletion.execute(true);
    const long long count = deletion.get_affected_rows();
    if (count == 0) return 0;
    for (const char* step :
         {"CREATE TABLE kept_contacts (complaint INTEGER PRIMARY KEY, contact TEXT NOT NULL)",
          "INSERT INTO kept_contacts SELECT complaint, contact FROM complaint_contacts",
          "DROP TABLE complaint_contacts",
          "ALTER TABLE kept_contacts RENAME TO complaint_contacts"})
        sql << step;
    return count;
}

bool empty_journal(soci::session& sql) {
    int busy = 1, frames = 0, moved = 0;
    sql << "PRAGMA busy_timeout=0";
    try {
        sql << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(frames),
            soci::into(moved);
    } catch (const soci::soci_error&) {
        // A full disk: what was forgotten is committed, the next round tries again.
    }
    sql << fmt::format("PRAGMA busy_timeout={}", kBusySeconds * 1000);
    return busy == 0;
}

}  // namespace casebook::store
