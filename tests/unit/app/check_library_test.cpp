#include "app/check_library.h"

#include <fmt/format.h>

#include <fstream>

#include "app/save_entry.h"
#include "base/text.h"
#include "folder_texts.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using test::case_text;
using test::Desk;
using test::value_of;

class CheckLibrary : public testing::Test {
  protected:
    CheckLibrary() {
        desk_.write("cases/2026-11/1-a.md", case_text(1, "宽带掉线", "老掉线", "换光猫"));
        desk_.write("cases/2026-11/2-b.md", case_text(2, "账单", "多扣了", "退"));
    }

    CheckReport look() const {
        return value_of(
            check_library(desk_.content(), desk_.state(), {}, {2, std::chrono::milliseconds(1)}));
    }
    // "code place" of every finding.
    std::vector<std::string> found() const {
        std::vector<std::string> names;
        for (const Finding& finding : look().findings)
            names.push_back(finding.error.code + " " +
                            fs::path(finding.error.place.path).filename().string());
        return names;
    }
    using Names = std::vector<std::string>;

    void open_and_close() {
        desk_.open();
        desk_.close();
    }
    void damage_index() const {
        for (const auto& file : fs::recursive_directory_iterator(desk_.state() / "index"))
            if (file.path().filename() == "docdata.glass") fs::resize_file(file.path(), 100);
    }
    RepairReport repair() {
        const CheckReport before = look();
        return value_of(repair_library(desk_.open(), before, {}));
    }

    Desk desk_;
};

TEST_F(CheckLibrary, ALibraryThatWasNeverOpenedIsClean) {
    EXPECT_EQ(found(), Names{});
    EXPECT_EQ(look().files, 2u);
    EXPECT_FALSE(fs::exists(desk_.state())) << "looking makes nothing";
}

TEST_F(CheckLibrary, AnOpenedLibraryIsCleanOpenAndClosed) {
    desk_.open();
    EXPECT_EQ(found(), Names{});
    desk_.close();
    const CheckReport report = look();
    EXPECT_TRUE(report.findings.empty());
    EXPECT_EQ(report.indexed, 2u);
    EXPECT_EQ(report.revisions, 2u);
}

TEST_F(CheckLibrary, TheShippedLibraryIsClean) {
    desk_ = Desk::with_shipped_content();
    open_and_close();
    EXPECT_EQ(found(), Names{});
}

TEST_F(CheckLibrary, FilesThatCannotBeReadAreNamedWithReasonAndHint) {
    desk_.write("cases/2026-11/3-c.md", "---\nid: x\n---\n");
    desk_.write("cases/2026-11/4-d.md", case_text(1, "another", "x", "y"));
    desk_.write("cases/2026-11/5-e.md", "\xFF");
    desk_.write("cases/2026-11/6-f.md", std::string(content::kLargestFile + 1, 'x'));
    desk_.write("categories.yml", "categories: {");
    desk_.write("synonyms.yml", "groups: [a]");
    open_and_close();
    EXPECT_EQ(found(),
              (Names{"not_a_number 3-c.md", "id_taken 4-d.md", "not_utf8 5-e.md",
                     "too_large 6-f.md", "not_yaml categories.yml", "not_a_list synonyms.yml"}));
    for (const Finding& finding : look().findings) EXPECT_NE(finding.error.hint, "");
}

TEST_F(CheckLibrary, WhatChangedOutsideIsFoundAndRepaired) {
    open_and_close();
    desk_.write("cases/2026-11/1-a.md", case_text(1, "宽带掉线", "老掉线了", "换光猫"));
    desk_.write("cases/2026-11/3-c.md", case_text(3, "新", "x", "y"));
    desk_.remove("cases/2026-11/2-b.md");
    const FolderTexts before = texts_of(desk_.content());
    EXPECT_EQ(found(),
              (Names{"unrecorded 1-a.md", "unrecorded 3-c.md", "unrecorded_removal 2-b.md",
                     "index_outdated 1-a.md", "not_indexed 3-c.md", "index_surplus 2-b.md"}));
    const RepairReport repaired = repair();
    EXPECT_EQ(repaired.repaired.size(), 6u);
    EXPECT_TRUE(repaired.after.findings.empty());
    EXPECT_EQ(texts_of(desk_.content()), before);
}

TEST_F(CheckLibrary, ADamagedIndexIsFoundAndRebuilt) {
    open_and_close();
    damage_index();
    EXPECT_EQ(found(), (Names{"index_damaged index"}));
    const RepairReport repaired = repair();
    EXPECT_EQ(repaired.repaired.size(), 1u);
    EXPECT_TRUE(repaired.after.findings.empty());
    EXPECT_EQ(repaired.after.indexed, 2u);
}

TEST_F(CheckLibrary, ADamagedIndexIsRebuiltByTheProgramThatHasItOpen) {
    Workspace& workspace = desk_.open();
    damage_index();
    const RepairReport repaired = value_of(repair_library(workspace, look(), {}));
    EXPECT_EQ(repaired.repaired.size(), 1u);
    EXPECT_TRUE(repaired.after.findings.empty());
}

TEST_F(CheckLibrary, AMissingIndexOrDatabaseIsFound) {
    open_and_close();
    fs::remove_all(desk_.state() / "index");
    EXPECT_EQ(found(), (Names{"no_index index"}));
    open_and_close();
    fs::remove(desk_.state() / "casebook.db");
    EXPECT_EQ(found(), (Names{"no_database casebook.db"}));
}

TEST_F(CheckLibrary, ADamagedDatabaseIsFoundAndNothingIsChanged) {
    open_and_close();
    std::fstream file(desk_.state() / "casebook.db", std::ios::in | std::ios::out);
    file.seekp(0);
    file << std::string(4096, 'x');
    file.close();
    const FolderTexts before = texts_of(desk_.state());
    EXPECT_EQ(found(), (Names{"database casebook.db"}));
    FolderTexts after = texts_of(desk_.state());
    after.erase("casebook.db-shm");
    after.erase("casebook.db-wal");
    EXPECT_TRUE(after == before);
}

TEST_F(CheckLibrary, LookingChangesNoFile) {
    open_and_close();
    desk_.write("cases/2026-11/3-c.md", case_text(3, "新", "x", "y"));
    const FolderTexts content = texts_of(desk_.content()), state = texts_of(desk_.state());
    look();
    EXPECT_EQ(texts_of(desk_.content()), content);
    FolderTexts after = texts_of(desk_.state());
    after.erase("casebook.db-shm");  // SQLite makes them for a reader, too; empty
    EXPECT_EQ(after["casebook.db-wal"], "");
    after.erase("casebook.db-wal");
    EXPECT_TRUE(after == state);
}

TEST_F(CheckLibrary, LeftoversAreFoundAndRemovedAndABrokenFileStays) {
    open_and_close();
    desk_.write("cases/2026-11/.casebook-abc123", "half");
    desk_.write("cases/2026-11/3-c.md", "broken");
    EXPECT_EQ(found(),
              (Names{"no_front_matter 3-c.md", "leftover .casebook-abc123", "unrecorded 3-c.md"}));
    const RepairReport repaired = repair();
    ASSERT_EQ(repaired.after.findings.size(), 1u);
    EXPECT_EQ(repaired.after.findings[0].error.code, "no_front_matter");
    EXPECT_EQ(desk_.read("cases/2026-11/3-c.md"), "broken");
    EXPECT_FALSE(fs::exists(desk_.content() / "cases/2026-11/.casebook-abc123"));
}

TEST_F(CheckLibrary, WhatIsSavedAndStillQueuedForTheIndexWaitsAndIsNoFinding) {
    Workspace& workspace = desk_.open();
    Entry entry;
    entry.title = "刚写的";
    entry.set_text(Field::complaint, "x");
    value_of(create_entry(workspace, entry, {"a", store::Origin::page, ""}));
    EXPECT_EQ(found(), Names{});
    EXPECT_EQ(look().waiting, 1u);
    test::expect_done(workspace.follower().catch_up());
    EXPECT_EQ(look().waiting, 0u);
    EXPECT_EQ(look().indexed, 3u);
}

TEST_F(CheckLibrary, WithoutALibraryThereIsNothingToCheck) {
    EXPECT_EQ(check_library(desk_.folder() / "nowhere", desk_.state(), {}).error().kind,
              ErrorKind::not_found);
}

}  // namespace
}  // namespace casebook::app
