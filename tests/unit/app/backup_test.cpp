#include "app/backup.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <random>
#include <thread>

#include "app/backup_archive.h"
#include "app/backup_manifest.h"
#include "app/check_library.h"
#include "app/save_entry.h"
#include "base/fingerprint.h"
#include "folder_texts.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using test::case_text;
using test::Desk;
using test::value_of;

class Backup : public testing::Test {
  protected:
    Backup() : clock_(*parse_timestamp("2026-11-21T09:00:00+08:00", {})) {}

    Result<BackupContents> back_up(const Desk& desk, const fs::path& file) {
        return app::back_up({desk.content(), desk.state()}, file, {"0.0.1", clock_}, {});
    }
    Result<Restored> restore(const fs::path& file, Existing existing = Existing::refuse) {
        return restore_backup(file, {to_ / "content", to_ / "state"}, existing, clock_, {});
    }
    // Everything below the folder into which is restored; the lock is of no interest.
    FolderTexts restored() const {
        FolderTexts texts = fs::exists(to_) ? texts_of(to_) : FolderTexts{};
        texts.erase("state/lock");
        return texts;
    }
    static FolderTexts with_prefix(const FolderTexts& texts, const std::string& prefix) {
        FolderTexts prefixed;
        for (const auto& [path, text] : texts) prefixed[prefix + path] = text;
        return prefixed;
    }
    static Desk small_desk() {
        Desk desk;
        desk.write("cases/2026-11/1-a.md", case_text(1, "宽带掉线", "老掉线", "换光猫"));
        desk.write("attachments/1/图.bin", std::string("\0\xFF\x01", 3));
        desk.write(".hidden/settings", "kept");
        desk.write("empty.txt", "");
        return desk;
    }
    static std::string bytes_of(const fs::path& file) { return value_of(read_file(file, 1 << 30)); }
    static void write(const fs::path& file, std::string_view bytes) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    }

    FixedClock clock_;
    TemporaryFolder folder_;
    fs::path to_ = folder_.path() / "restored";
    fs::path file_ = folder_.path() / "backup.tar.zst";
};

TEST_F(Backup, TheShippedLibraryComesBackByteForByteWithItsRevisions) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    desk.close();
    const BackupContents made = value_of(back_up(desk, file_));
    const Restored back = value_of(restore(file_));
    EXPECT_EQ(back.contents.files, made.files);
    EXPECT_EQ(back.contents.program, "0.0.1");
    EXPECT_EQ(back.contents.made, "2026-11-21T09:00:00+08:00");
    EXPECT_EQ(texts_of(to_ / "content"), texts_of(desk.content()));
    const auto before = value_of(store::Database::open(desk.state() / "casebook.db"));
    const auto after = value_of(store::Database::open(to_ / "state" / "casebook.db"));
    EXPECT_GT(value_of(after.revision_count()), 30);
    EXPECT_EQ(value_of(after.revision_count()), value_of(before.revision_count()));
    EXPECT_EQ(value_of(after.last_fingerprints()), value_of(before.last_fingerprints()));
}

TEST_F(Backup, ARestoredLibraryOpensClean) {
    Desk desk = small_desk();
    desk.open();
    value_of(back_up(desk, file_));
    value_of(restore(file_));
    {
        WorkspaceOptions options;
        options.content = to_ / "content";
        options.state = to_ / "state";
        const auto workspace = value_of(Workspace::open(options, {}));
        EXPECT_EQ(value_of(workspace->index().count(std::nullopt)), 1u);
    }
    EXPECT_TRUE(value_of(check_library(to_ / "content", to_ / "state", {})).findings.empty());
}

TEST_F(Backup, IsOneFileOfItsOwnerAndLeavesNothingBeside) {
    const Desk desk = small_desk();
    value_of(back_up(desk, file_));
    EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(Backup, NamesOfAnyBytesComeBack) {
    Desk desk = small_desk();
    desk.write("attachments/1/\xFF\xFE.bin", "x");
    desk.write("attachments/1/" + std::string(240, 'n') + ".txt", "long");
    value_of(back_up(desk, file_));
    value_of(restore(file_));
    EXPECT_EQ(texts_of(to_ / "content"), texts_of(desk.content()));
}

TEST_F(Backup, AWriteThatIsUnderWayIsLeftOut) {
    Desk desk = small_desk();
    const FolderTexts texts = texts_of(desk.content());
    desk.write("cases/2026-11/.casebook-Ab12Cd", "half");
    value_of(back_up(desk, file_));
    value_of(restore(file_));
    EXPECT_EQ(texts_of(to_ / "content"), texts);
}

TEST_F(Backup, GoesIntoANewFileOutsideOfTheLibraryOnly) {
    const Desk desk = small_desk();
    write(file_, "precious");
    EXPECT_EQ(back_up(desk, file_).error().kind, ErrorKind::conflict);
    EXPECT_EQ(bytes_of(file_), "precious");
    EXPECT_EQ(back_up(desk, desk.content() / "b.tar.zst").error().kind, ErrorKind::invalid);
    EXPECT_EQ(back_up(desk, folder_.path() / "no" / "b").error().kind, ErrorKind::not_found);
}

TEST_F(Backup, ADamagedDatabaseIsNotBackedUp) {
    Desk desk = small_desk();
    desk.open();
    desk.close();
    write(desk.state() / "casebook.db", std::string(8192, 'x'));
    EXPECT_EQ(back_up(desk, file_).error().kind, ErrorKind::corrupt);
    EXPECT_FALSE(fs::exists(file_));
}

// Restoring into what is there -----------------------------------------------------------------------------------

TEST_F(Backup, RefusesFoldersThatHoldSomethingAndChangesNothing) {
    const Desk desk = small_desk();
    value_of(back_up(desk, file_));
    fs::create_directories(to_ / "content");
    write(to_ / "content" / "mine.md", "mine");
    EXPECT_EQ(restore(file_).error().kind, ErrorKind::conflict);
    EXPECT_EQ(restored(), (FolderTexts{{"content/mine.md", "mine"}}));
}

TEST_F(Backup, MovesAsideWhatIsThereWhenForced) {
    Desk desk = small_desk();
    desk.open();
    desk.close();
    value_of(back_up(desk, file_));
    fs::create_directories(to_ / "content");
    fs::create_directories(to_ / "state" / "index");
    write(to_ / "content" / "mine.md", "mine");
    write(to_ / "state" / "casebook.db", "old");
    const Restored back = value_of(restore(file_, Existing::move_aside));
    EXPECT_EQ(back.moved_aside.content, to_ / "content.before-restore-2026-11-21T09-00-00+08-00");
    EXPECT_EQ(bytes_of(back.moved_aside.content / "mine.md"), "mine");
    EXPECT_EQ(bytes_of(back.moved_aside.state / "casebook.db"), "old");
    EXPECT_EQ(texts_of(to_ / "content"), texts_of(desk.content()));
    EXPECT_FALSE(fs::exists(to_ / "state" / "index"));
}

TEST_F(Backup, IsNotRestoredUnderARunningServer) {
    const Desk desk = small_desk();
    value_of(back_up(desk, file_));
    const auto lock = value_of(FolderLock::acquire(to_ / "state"));
    EXPECT_EQ(restore(file_, Existing::move_aside).error().kind, ErrorKind::busy);
    EXPECT_TRUE(restored().empty());
}

// Damage ---------------------------------------------------------------------------------------------------------

TEST_F(Backup, IsRefusedOrRestoredRightAfterAnySingleByteWasChanged) {
    Desk desk = small_desk();
    desk.open();
    desk.close();
    value_of(back_up(desk, file_));
    value_of(restore(file_));
    const FolderTexts right = restored();
    const std::string whole = bytes_of(file_);
    std::mt19937 random(20261122);
    int refused = 0;
    for (int round = 0; round < 200; ++round) {
        std::string bytes = whole;
        const std::size_t at = random() % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
        write(file_, bytes);
        fs::remove_all(to_);
        const auto back = restore(file_);
        refused += !back;
        if (back)
            EXPECT_EQ(restored(), right) << "byte " << at;
        else
            EXPECT_TRUE(restored().empty()) << "byte " << at;
    }
    EXPECT_GT(refused, 180);
}

TEST_F(Backup, IsRefusedWhenItIsCutOffAnywhere) {
    const Desk desk = small_desk();
    value_of(back_up(desk, file_));
    const std::string whole = bytes_of(file_);
    std::mt19937 random(20261122);
    std::vector<std::size_t> lengths{0, 1, whole.size() - 1, whole.size() - 4};
    while (lengths.size() < 200) lengths.push_back(random() % whole.size());
    for (const std::size_t length : lengths) {
        write(file_, whole.substr(0, length));
        const auto back = restore(file_);
        ASSERT_FALSE(back) << length << " of " << whole.size();
        EXPECT_EQ(back.error().kind, ErrorKind::corrupt);
        EXPECT_NE(back.error().hint, "");
        EXPECT_TRUE(restored().empty());
    }
}

TEST_F(Backup, WhatIsNoBackupIsRefused) {
    for (const std::string& bytes : {std::string(), std::string("hello"), std::string(100'000, 'x'),
                                     std::string("\x28\xB5\x2F\xFD junk")}) {
        write(file_, bytes);
        EXPECT_EQ(restore(file_).error().kind, ErrorKind::corrupt);
    }
    EXPECT_EQ(restore(folder_.path() / "nowhere").error().kind, ErrorKind::corrupt);
    EXPECT_TRUE(restored().empty());
}

// Hostile archives -----------------------------------------------------------------------------------------------

struct HostileFile {
    std::string name;
    std::string bytes = "x";
};

// A backup as it should be, but for the names.
void write_archive(const fs::path& path, const std::vector<HostileFile>& files) {
    auto writer = value_of(ArchiveWriter::create(path));
    const auto add = [&](const std::string& name, const std::string& bytes) {
        test::expect_done(writer.begin(name, bytes.size()));
        test::expect_done(writer.append(bytes));
    };
    BackupContents contents{"0.0.1", "now", {}};
    for (const HostileFile& file : files) {
        add(file.name, file.bytes);
        contents.files[file.name] = {file.bytes.size(), fingerprint(file.bytes)};
    }
    const std::string manifest = print_manifest(contents);
    add(std::string(kManifestName), manifest);
    add(std::string(kManifestSealName), fingerprint(manifest));
    test::expect_done(writer.finish());
}

TEST_F(Backup, NamesThatLeaveTheFolderAreRefused) {
    for (const char* name :
         {"../evil", "/etc/evil", "content/../../evil", "content/../evil", "content/a/../../evil",
          "content//evil", "content/./evil", "content/", "content", "state/lock", "state/other",
          "state/../evil", "evil", "./content/evil", "content/.."}) {
        fs::remove(file_);
        write_archive(file_, {{"content/cases/1.md"}, {name}});
        const auto back = restore(file_);
        ASSERT_FALSE(back) << name;
        EXPECT_EQ(back.error().kind, ErrorKind::corrupt) << name;
        EXPECT_TRUE(restored().empty()) << name;
    }
}

TEST_F(Backup, AFileTwiceIsRefused) {
    write_archive(file_, {{"content/a.md"}, {"content/a.md"}});
    EXPECT_FALSE(restore(file_));
    EXPECT_TRUE(restored().empty());
}

TEST_F(Backup, AFileThatIsAlsoAFolderIsRefused) {
    write_archive(file_, {{"content/a"}, {"content/a/b"}});
    EXPECT_FALSE(restore(file_));
    EXPECT_TRUE(restored().empty());
}

TEST_F(Backup, LinksAreRefused) {
    for (const bool hard : {true, false}) {
        fs::remove(file_);
        archive* writer = ::archive_write_new();
        ::archive_write_set_format_gnutar(writer);
        ::archive_write_add_filter_zstd(writer);
        ASSERT_EQ(::archive_write_open_filename(writer, file_.c_str()), ARCHIVE_OK);
        archive_entry* entry = ::archive_entry_new();
        ::archive_entry_set_pathname(entry, "content/link");
        ::archive_entry_set_filetype(entry, hard ? AE_IFREG : AE_IFLNK);
        if (hard)
            ::archive_entry_set_hardlink(entry, "/etc/passwd");
        else
            ::archive_entry_set_symlink(entry, "/etc");
        ::archive_write_header(writer, entry);
        ::archive_entry_free(entry);
        ::archive_write_free(writer);
        EXPECT_EQ(restore(file_).error().kind, ErrorKind::corrupt);
        EXPECT_TRUE(restored().empty());
    }
}

// Beside writers -------------------------------------------------------------------------------------------------

// What one desk writes while backups are made: the paths that were acknowledged, in order.
class Writer {
  public:
    explicit Writer(Workspace& workspace) : workspace_(workspace), thread_([this] { run(); }) {}
    ~Writer() { stop(); }
    std::vector<ReadEntry> acknowledged() {
        const std::lock_guard lock(mutex_);
        return acknowledged_;
    }
    void stop() {
        stopping_ = true;
        if (thread_.joinable()) thread_.join();
    }

  private:
    void run() {
        while (!stopping_) {
            Entry entry;
            entry.title = "写着的案例";
            entry.set_text(Field::complaint, "备份的时候");
            auto saved = create_entry(workspace_, entry, {"desk", store::Origin::page, ""});
            if (!saved) continue;
            const std::lock_guard lock(mutex_);
            acknowledged_.push_back(std::move(saved->read));
        }
    }
    Workspace& workspace_;
    std::mutex mutex_;
    std::vector<ReadEntry> acknowledged_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

TEST_F(Backup, MadeWhileADeskWritesItHoldsAllThatWasAcknowledgedBefore) {
    Desk desk = small_desk();
    Writer writer(desk.open());
    for (int round = 0; round < 8; ++round) {
        while (writer.acknowledged().size() < static_cast<std::size_t>(5 * (round + 1)))
            std::this_thread::yield();
        const auto before = writer.acknowledged();
        fs::remove(file_);
        fs::remove_all(to_);
        value_of(back_up(desk, file_));
        value_of(restore(file_));
        const auto database = value_of(store::Database::open(to_ / "state" / "casebook.db"));
        const auto known = value_of(database.last_fingerprints());
        for (const ReadEntry& saved : before) {
            EXPECT_EQ(bytes_of(to_ / "content" / saved.path), saved.text);
            ASSERT_TRUE(known.contains(saved.path));
            EXPECT_EQ(known.at(saved.path), saved.version);
        }
        for (const auto& [path, version] : known)
            EXPECT_EQ(fingerprint(bytes_of(to_ / "content" / path)), version) << path;
    }
}

}  // namespace
}  // namespace casebook::app
