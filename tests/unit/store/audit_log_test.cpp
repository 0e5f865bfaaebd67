// The audit trail: what is added stays as it is, and what does not stay shows.
#include "store/audit_log.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <random>

#include "base/files.h"
#include "store/database.h"
#include "store/people.h"
#include "support/desk.h"

namespace casebook::store {
namespace {

using test::expect_done;
using test::value_of;

class AuditTrail : public testing::Test {
  protected:
    void add(int count) {
        AuditLog log(database_);
        for (int i = 0; i < count; ++i)
            expect_done(log.add({kNow, "小王", i % 2 == 0 ? "person.added" : "personal.note",
                                 fmt::format("subject {}", i), "detail"}));
    }

    void tamper(const std::string& sql) {
        soci::session session(soci::sqlite3, "dbname=" + file_.string());
        session << sql;
    }

    std::optional<std::int64_t> broken_at() {
        return value_of(AuditLog(database_).verify()).broken_at;
    }

    const Timestamp kNow = *parse_timestamp("2026-11-21T09:00:00+08:00", {});
    TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "casebook.db";
    Database database_ = value_of(Database::open(file_));
};

TEST_F(AuditTrail, HasItsRowsNewestFirst) {
    add(5);
    AuditLog log(database_);
    const auto rows = value_of(log.latest(2));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].sequence, 5);
    EXPECT_EQ(rows[0].event.subject, "subject 4");
    EXPECT_EQ(rows[0].event.who, "小王");
    EXPECT_EQ(rows[0].event.when, kNow);
    EXPECT_EQ(value_of(log.latest(10, rows[1].sequence)).size(), 3u);
    EXPECT_EQ(value_of(log.head()).sequence, 5);
    EXPECT_EQ(broken_at(), std::nullopt);
}

TEST_F(AuditTrail, IsNarrowedToAnActionAndThoseBelowIt) {
    add(6);
    EXPECT_EQ(value_of(AuditLog(database_).latest(10, {}, "person")).size(), 3u)
        << "“personal” only begins with the same letters";
    EXPECT_EQ(value_of(AuditLog(database_).latest(10, {}, "person.added")).size(), 3u);
}

TEST_F(AuditTrail, AnEmptyOneIsWhole) {
    EXPECT_EQ(broken_at(), std::nullopt);
}

TEST_F(AuditTrail, EveryEditDeletionAndTruncationShows) {
    std::mt19937 random(7);
    int detected = 0, tried = 0;
    add(8);
    const auto whole = folder_.path() / "whole.db";
    expect_done(database_.copy_to(whole));
    for (int round = 0; round < 250; ++round) {
        file_ = folder_.path() / fmt::format("{}.db", round);
        std::filesystem::copy_file(whole, file_);
        database_ = value_of(Database::open(file_));
        const int row = static_cast<int>(random() % 8) + 1;
        const char* column[] = {"at", "who", "action", "subject", "detail", "hash"};
        const std::string damages[] = {
            fmt::format("UPDATE audit SET {} = {} || 'x' WHERE sequence = {}", column[round % 6],
                        column[round % 6], row),
            fmt::format("DELETE FROM audit WHERE sequence = {}", row),
            fmt::format("DELETE FROM audit WHERE sequence >= {}", row),
            fmt::format("UPDATE audit SET sequence = sequence + 100 WHERE sequence = {}", row)};
        tamper(damages[round % 4]);
        ++tried;
        detected += broken_at().has_value();
    }
    EXPECT_EQ(detected, tried);
}

TEST_F(AuditTrail, AnEndThatIsCutOffWithItsHeadTakenBackShowsInTheHead) {
    add(3);
    const AuditHead before = value_of(AuditLog(database_).head());
    tamper("DELETE FROM audit WHERE sequence = 3");
    tamper(
        "UPDATE audit_head SET sequence = 2, hash = (SELECT hash FROM audit WHERE sequence = 2)");
    EXPECT_EQ(broken_at(), std::nullopt) << "whoever rewrites all of it cannot be seen from inside";
    EXPECT_NE(value_of(AuditLog(database_).head()).hash, before.hash);
}

TEST_F(AuditTrail, TellsOfEntriesLinksAndResets) {
    const auto revision = [&](Origin origin, const std::string& path) {
        Revision made;
        made.path = path;
        made.entry = 1;
        made.at = kNow.text();
        made.author = "小王";
        made.origin = origin;
        made.fingerprint = "f";
        return made;
    };
    value_of(database_.add_revisions({revision(Origin::page, "cases/1.md")}));
    value_of(database_.add_revisions(
        {revision(Origin::import, "cases/2.md"), revision(Origin::import, "cases/3.md")}));
    value_of(database_.link_cases(2, 1, kNow, "小李"));
    value_of(database_.unlink_cases(1, 2, kNow, "小李"));
    const auto reset = value_of(database_.reset_learning(1, kNow, "小李"));
    value_of(database_.undo_learning_reset(reset.id, kNow, "小李"));
    std::vector<std::string> actions;
    for (const AuditRow& row : value_of(AuditLog(database_).latest(10)))
        actions.push_back(row.event.action);
    EXPECT_EQ(actions,
              (std::vector<std::string>{"learning.brought_back", "learning.reset", "link.undone",
                                        "link.made", "entries.import", "entry.saved"}));
    EXPECT_EQ(broken_at(), std::nullopt);
}

TEST_F(AuditTrail, OutlivesARestart) {
    add(2);
    database_ = value_of(Database::open(file_));
    add(2);
    EXPECT_EQ(value_of(AuditLog(database_).head()).sequence, 4);
    EXPECT_EQ(broken_at(), std::nullopt);
}

}  // namespace
}  // namespace casebook::store
