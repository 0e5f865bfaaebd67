// What others hold or have put in the way: a locked database, a locked or replaced index, folders that cannot be written.
#include <sqlite3.h>
#include <sys/mount.h>

#include <fstream>

#include "fault/serving_program.h"
#include "support/desk.h"
#include "support/program.h"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using test::Reply;
using test::ServingProgram;

class HeldByOthers : public testing::Test {
  protected:
    HeldByOthers() { fs::create_directories(content()); }
    fs::path content() const { return folder_.path() / "content"; }
    fs::path state() const { return folder_.path() / "state"; }
    fs::path index() const { return state() / "index"; }

    test::ProgramRun serve() const {
        return test::run_casebook(
            {"serve", "--listen", "127.0.0.1:0", "--content", content(), "--state", state()});
    }
    void expect_refusal(const test::ProgramRun& run, const std::string& place) const {
        EXPECT_EQ(run.exit_code, 1) << run.errors;
        EXPECT_EQ(std::count(run.errors.begin(), run.errors.end(), '\n'), 1) << run.errors;
        EXPECT_NE(run.errors.find(place), std::string::npos) << run.errors;
    }
    TemporaryFolder folder_;
};

// Another connection, as of another program.
class OtherConnection {
  public:
    explicit OtherConnection(const fs::path& file) { ::sqlite3_open(file.c_str(), &database_); }
    ~OtherConnection() { ::sqlite3_close(database_); }
    bool run(const char* sql) {
        return ::sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

  private:
    sqlite3* database_ = nullptr;
};

TEST_F(HeldByOthers, ALockedDatabaseRefusesASaveInWordsAndReadingGoesOn) {
    ServingProgram program(content(), state());
    const Reply first = program.create("宽带掉线 word1");
    ASSERT_EQ(first.status, 201);
    const EntryId id = first.members()["id"];
    OtherConnection other(state() / "casebook.db");
    ASSERT_TRUE(test::comes_true([&] { return other.run("BEGIN EXCLUSIVE"); }));
    Reply created, changed;
    std::thread creator([&] { created = program.create("网速慢 word2"); });
    std::thread changer([&] { changed = program.change(id, "网速慢 word3", first.tag); });
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(program.read(id).status, 200);
        EXPECT_EQ(program.suggest("宽带掉线").status, 200);
        EXPECT_EQ(program.get("/cases").status, 200);
    }
    creator.join();
    changer.join();
    for (const Reply& reply : {created, changed}) {
        EXPECT_EQ(reply.status, 503) << reply.body;
        EXPECT_NE(reply.body.find("Try again"), std::string::npos) << reply.body;
    }
    EXPECT_EQ(program.read(id).tag, first.tag) << "half saved";
    ASSERT_TRUE(other.run("ROLLBACK"));
    EXPECT_EQ(program.change(id, "网速慢 word3", first.tag).status, 200);
    EXPECT_EQ(program.create("网速慢 word2").status, 201);
    EXPECT_TRUE(test::comes_true([&] { return program.hits("word2") == 1; }));
    EXPECT_EQ(program.hits("word1"), 0u);
}

// The index ------------------------------------------------------------------------------------------

// Holds Xapian's write lock of the index as another process would.
class IndexLock {
  public:
    explicit IndexLock(const fs::path& index)
        : file_(::open((index / "current/flintlock").c_str(), O_RDWR | O_CLOEXEC)) {
        struct flock whole {};
        whole.l_type = F_WRLCK;
        whole.l_whence = SEEK_SET;
        whole.l_len = 1;
        held_ = file_ >= 0 && ::fcntl(file_, F_SETLK, &whole) == 0;
    }
    ~IndexLock() { ::close(file_); }
    bool is_held() const { return held_; }

  private:
    int file_;
    bool held_ = false;
};

TEST_F(HeldByOthers, AnIndexThatIsLockedWhileServingDelaysTheSearchAndNothingElse) {
    ServingProgram program(content(), state());
    ASSERT_EQ(program.create("宽带掉线 word1").status, 201);
    ASSERT_TRUE(test::comes_true([&] { return program.hits("word1") == 1; }));
    {
        std::unique_ptr<IndexLock> lock;
        ASSERT_TRUE(test::comes_true([&] {
            lock = std::make_unique<IndexLock>(index());
            return lock->is_held();
        }));
        const Reply created = program.create("网速慢 word2");
        EXPECT_EQ(created.status, 201);
        EXPECT_EQ(program.read(created.members()["id"]).status, 200);
        const Reply found = program.get("/api/v1/search?q=word1");
        EXPECT_EQ(found.status, 200);
        EXPECT_EQ(found.members().value("total", 0), 1) << found.body;
        EXPECT_EQ(program.suggest("宽带掉线").status, 200);
    }
    EXPECT_TRUE(test::comes_true([&] { return program.hits("word2") == 1; }));
}

TEST_F(HeldByOthers, AnIndexThatIsLockedAtTheStartIsSaidInOneLineOrServed) {
    { ServingProgram(content(), state()).create("宽带掉线 word1"); }
    test::expect_done(PosixFileWriter(Durability::throw_away)
                          .write(content() / "cases/99.md",
                                 test::case_text(99, "标题", "宽带掉线 word99", "换光猫")));
    const IndexLock lock(index());
    ASSERT_TRUE(lock.is_held());
    expect_refusal(serve(), "index");
}

TEST_F(HeldByOthers, AnIndexThatWasReplacedOrCutOffIsMadeAnew) {
    const std::vector<std::pair<std::string, std::function<void()>>> damages{
        {"a file in its place",
         [&] {
             fs::remove_all(index());
             std::ofstream(index()) << "not a folder";
         }},
        {"a dangling link",
         [&] {
             fs::remove(index() / "current");
             fs::create_symlink("nowhere", index() / "current");
         }},
        {"a link to a file",
         [&] {
             fs::remove(index() / "current");
             std::ofstream(index() / "file") << "x";
             fs::create_symlink("file", index() / "current");
         }},
        {"no link", [&] { fs::remove(index() / "current"); }},
        {"an empty folder", [&] {
             fs::remove_all(index());
             fs::create_directory(index());
         }}};
    { EXPECT_EQ(ServingProgram(content(), state()).create("宽带掉线 word1").status, 201); }
    for (const auto& [name, damage] : damages) {
        SCOPED_TRACE(name);
        damage();
        ServingProgram program(content(), state());
        ASSERT_TRUE(program.is_serving()) << "at the start";
        EXPECT_EQ(program.hits("word1"), 1u);
        damage();
        EXPECT_TRUE(test::comes_true([&] {
            const test::json list = program.suggest("宽带掉线").members();
            EXPECT_TRUE(list.value("degraded", false) || !list["suggestions"].empty()) << list;
            return fs::exists(index() / "current/iamglass") && !list.value("degraded", true);
        })) << "while serving";
        EXPECT_EQ(program.hits("word1"), 1u);
    }
}

// Folders --------------------------------------------------------------------------------------------

// A folder that even root cannot write to.
class ReadOnly {
  public:
    explicit ReadOnly(const fs::path& folder) : folder_(folder) {
        fs::create_directories(folder);
        mounted_ = ::mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) == 0 &&
                   ::mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY,
                           nullptr) == 0;
    }
    ~ReadOnly() {
        if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return mounted_; }

  private:
    fs::path folder_;
    bool mounted_ = false;
};

TEST_F(HeldByOthers, AStateFolderThatCannotBeWrittenIsSaidInOneLine) {
    for (const bool used_before : {false, true}) {
        if (used_before) ServingProgram(content(), state()).create("宽带掉线");
        const ReadOnly held(state());
        if (!held.is_mounted()) GTEST_SKIP() << "skipped: may not mount";
        expect_refusal(serve(), state().string());
    }
}

TEST_F(HeldByOthers, ALibraryThatCannotBeWrittenIsReadAndSavingSaysWhy) {
    { ServingProgram(content(), state()).create("宽带掉线 word1"); }
    const ReadOnly held(content());
    if (!held.is_mounted()) GTEST_SKIP() << "skipped: may not mount";
    ServingProgram program(content(), state());
    ASSERT_TRUE(program.is_serving());
    EXPECT_EQ(program.hits("word1"), 1u);
    const Reply refused = program.create("网速慢");
    EXPECT_GE(refused.status, 500);
    EXPECT_NE(refused.body.find("cannot be written to"), std::string::npos) << refused.body;
}

}  // namespace
}  // namespace casebook
