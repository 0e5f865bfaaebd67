#include "store/database.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>

#include "support/desk.h"

namespace casebook::store {
namespace {

using test::value_of;

class DatabaseTest : public testing::Test {
  protected:
    Database open() const { return value_of(Database::open(file())); }
    std::filesystem::path file() const { return folder_.path() / "casebook.db"; }
    soci::session raw() const { return {soci::sqlite3, "dbname=" + file().string()}; }

  private:
    TemporaryFolder folder_;
};

TEST_F(DatabaseTest, AnEmptyFolderGetsTheNewestSchema) {
    EXPECT_EQ(value_of(open().schema_version()), 47);
    EXPECT_EQ(value_of(open().schema_version()), 47) << "opened again";
}

TEST_F(DatabaseTest, ADatabaseOfANewerProgramIsRefusedAndLeftAlone) {
    open();
    raw() << "UPDATE schema_version SET version = 99";
    EXPECT_EQ(Database::open(file()).error().kind, ErrorKind::conflict);
    int version = 0;
    raw() << "SELECT version FROM schema_version", soci::into(version);
    EXPECT_EQ(version, 99);
}

TEST_F(DatabaseTest, AnIdIsNeverGivenTwice) {
    Database database = open();
    EXPECT_EQ(value_of(database.take_ids(0, 1)), 1);
    EXPECT_EQ(value_of(database.take_ids(0, 500)), 2);
    EXPECT_EQ(value_of(database.take_ids(0, 1)), 502);
}

TEST_F(DatabaseTest, IdsGoOnAfterReopening) {
    EXPECT_EQ(value_of(open().take_ids(0, 10)), 1);
    EXPECT_EQ(value_of(open().take_ids(0, 1)), 11);
}

TEST_F(DatabaseTest, IdsAreLargerThanThoseOfTheFiles) {
    Database database = open();
    EXPECT_EQ(value_of(database.take_ids(1042, 2)), 1043);
    EXPECT_EQ(value_of(database.take_ids(7, 1)), 1045) << "the sequence is ahead of the files";
    EXPECT_EQ(value_of(database.take_ids(5000, 1)), 5001) << "the files are ahead";
}

TEST_F(DatabaseTest, ThreadsNeverShareAnId) {
    Database database = open();
    std::mutex mutex;
    std::set<EntryId> taken;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 10; ++round) {
                const EntryId id = value_of(database.take_ids(0, 1));
                const std::lock_guard lock(mutex);
                taken.insert(id);
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(taken.size(), 40u);
}

TEST_F(DatabaseTest, AFileThatIsNoDatabaseIsDamaged) {
    std::ofstream(file()) << std::string(5000, 'x');
    EXPECT_EQ(Database::open(file()).error().kind, ErrorKind::corrupt);
}

TEST_F(DatabaseTest, AFolderThatIsNotThereIsAnError) {
    const auto opened = Database::open(file().parent_path() / "missing" / "casebook.db");
    EXPECT_EQ(opened.error().kind, ErrorKind::io);
}

TEST_F(DatabaseTest, AnotherProgramThatHoldsItMakesItBusy) {
    Database database = open();
    soci::session other = raw();
    other << "BEGIN IMMEDIATE";
    EXPECT_EQ(database.take_ids(0, 1).error().kind, ErrorKind::busy);
    other << "ROLLBACK";
    EXPECT_EQ(value_of(database.take_ids(0, 1)), 1);
}

}  // namespace
}  // namespace casebook::store
