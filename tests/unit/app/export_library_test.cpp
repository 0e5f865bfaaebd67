#include "app/export_library.h"

#include <fmt/format.h>

#include <fstream>

#include "app/import_cases.h"
#include "app/link_cases.h"
#include "app/record_reuse.h"
#include "base/text.h"
#include "folder_texts.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using test::Desk;
using test::value_of;

class ExportLibrary : public testing::Test {
  protected:
    static Desk library() {
        Desk desk = Desk::with_shipped_content();
        desk.write("attachments/1001/curve.png", std::string("\x89PNG\0\xFF", 6));
        desk.write("attachments/1001/note.md", "not an entry");
        desk.write("synonyms.yml", "groups: []\n");
        return desk;
    }

    static fs::path export_of(const Desk& desk) {
        const fs::path folder = desk.folder() / "exported";
        value_of(export_library(content::Library(desk.content()), folder, {}));
        return folder;
    }
};

TEST_F(ExportLibrary, CopiesEveryFileByteForByteAndCounts) {
    Desk desk = library();
    desk.write("cases/2026-01/broken.md", "\xFF no case");
    desk.write("cases/2026-01/.hidden.md", "x");
    const fs::path folder = desk.folder() / "new" / "exported";
    const auto report = value_of(export_library(content::Library(desk.content()), folder, {}));
    FolderTexts expected = texts_of(desk.content());
    expected.erase("cases/2026-01/.hidden.md");
    EXPECT_EQ(texts_of(folder), expected);
    EXPECT_EQ(report.cases + report.dailies + report.posts + report.other_files, expected.size());
    EXPECT_GT(report.cases, 20u);
    EXPECT_GT(report.dailies, 0u);
    EXPECT_GT(report.posts, 0u);
    EXPECT_EQ(report.other_files, 6u);
}

TEST_F(ExportLibrary, GoesIntoANewOrAnEmptyFolderOnly) {
    const Desk desk = library();
    const content::Library content(desk.content());
    const fs::path folder = desk.folder() / "exported";
    fs::create_directory(folder);
    EXPECT_TRUE(export_library(content, folder, {}));
    const FolderTexts before = texts_of(folder);
    EXPECT_EQ(export_library(content, folder, {}).error().kind, ErrorKind::conflict);
    EXPECT_EQ(export_library(content, folder / "cases/", {}).error().kind, ErrorKind::conflict);
    EXPECT_EQ(export_library(content, folder / "categories.yml", {}).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(texts_of(folder), before);
    EXPECT_EQ(export_library(content, desk.content() / "x", {}).error().kind, ErrorKind::invalid);
    EXPECT_EQ(export_library(content::Library(desk.folder() / "nowhere"), desk.folder() / "y", {})
                  .error()
                  .kind,
              ErrorKind::not_found);
    EXPECT_FALSE(fs::exists(desk.folder() / "y"));
}

TEST_F(ExportLibrary, LeavesNothingBesideWhenItFailsAndReplacesWhatAnInterruptedOneLeft) {
    const Desk desk = library();
    const fs::path unfinished = desk.folder() / ".exported.casebook-export";
    fs::create_directories(unfinished / "cases");
    std::ofstream(unfinished / "cases" / "old.md") << "old";
    const fs::path folder = export_of(desk);
    EXPECT_EQ(texts_of(folder), texts_of(desk.content()));
    EXPECT_FALSE(fs::exists(unfinished));
}

// Import of an export -------------------------------------------------------------------------------------------

ImportReport import_into(Desk& desk, const fs::path& path) {
    return value_of(import_cases(desk.workspace(), path, ImportMode::write, {}));
}

TEST_F(ExportLibrary, ImportedIntoAnEmptyLibraryItIsTheSameLibrary) {
    const Desk desk = library();
    const fs::path folder = export_of(desk);
    Desk fresh;
    fresh.open();
    const ImportReport first = import_into(fresh, folder);
    EXPECT_TRUE(first.refused.empty());
    EXPECT_EQ(texts_of(fresh.content()), texts_of(desk.content()));
    const ImportReport again = import_into(fresh, folder);
    EXPECT_EQ(again.added + again.updated, 0u);
    EXPECT_EQ(again.unchanged, first.added);
    EXPECT_EQ(texts_of(fresh.content()), texts_of(desk.content()));
    EXPECT_TRUE(fresh.open().problems().empty());
}

TEST_F(ExportLibrary, AnImportThatWasInterruptedCompletes) {
    const Desk desk = library();
    const fs::path folder = export_of(desk);
    Desk fresh;
    fresh.open();
    import_into(fresh, folder / "dailies");
    import_into(fresh, folder / "cases" / "2026-09");
    import_into(fresh, folder);
    EXPECT_EQ(texts_of(fresh.content()), texts_of(desk.content()));
}

TEST_F(ExportLibrary, ANewEntryNeverGetsTheIdOfAnImportedOne) {
    const Desk desk = library();
    const fs::path folder = export_of(desk);
    std::ofstream(folder / "cases" / "a.md") << "ohne";  // read before the others
    Desk fresh;
    fresh.open();
    import_into(fresh, folder);
    std::ofstream(folder.parent_path() / "rows.jsonl") << R"({"title":"t"})";
    import_into(fresh, folder.parent_path() / "rows.jsonl");
    EXPECT_TRUE(fresh.open().problems().empty());
    EXPECT_EQ(value_of(fresh.workspace().index().count(std::nullopt)),
              texts_of(desk.content()).size() - 6 + 2);
}

TEST_F(ExportLibrary, AnIdThatIsInUseIsReplacedAndTheEntryFoundAgainTheNextTime) {
    Desk desk;
    desk.write("posts/2026-11/7-a.md", "---\nid: 7\ntitle: 甲\n---\n\n文\n");
    desk.write("attachments/7/a.txt", "x");
    const fs::path folder = export_of(desk);
    Desk other;
    other.write("cases/2026-11/7-b.md", test::case_text(7, "乙", "问", "答"));
    other.open();
    const ImportReport first = import_into(other, folder);
    EXPECT_EQ(first.added, 1u);
    ASSERT_EQ(first.notes.size(), 1u);
    EXPECT_NE(first.notes[0].find("attachments/7/a.txt"), std::string::npos);
    const FolderTexts files = texts_of(other.content());
    EXPECT_EQ(files.size(), 2u);
    EXPECT_EQ(import_into(other, folder).unchanged, 1u);
    EXPECT_EQ(texts_of(other.content()), files);
    EXPECT_TRUE(other.open().problems().empty());
}

TEST_F(ExportLibrary, WhatTheLibraryHasOfItsOwnStays) {
    const Desk desk = library();
    const fs::path folder = export_of(desk);
    Desk other;
    other.write("categories.yml", "categories: []\n");
    other.open();
    const ImportReport report = import_into(other, folder);
    EXPECT_EQ(other.read("categories.yml"), "categories: []\n");
    EXPECT_NE(join(report.notes, "\n").find("categories.yml"), std::string::npos);
}

// History --------------------------------------------------------------------------------------------------------

fs::path export_with_history(Desk& desk) {
    const fs::path folder = desk.folder() / "exported";
    value_of(export_library(content::Library(desk.content()), folder, {}, &desk.open().database()));
    return folder;
}

std::vector<std::string> texts_in_history(const store::Database& database) {
    std::vector<std::string> texts;
    test::expect_done(
        database.for_each_revision([&](const store::Revision& revision) -> Result<void> {
            texts.push_back(revision.path + "\n" + revision.text);
            return {};
        }));
    return texts;
}

TEST_F(ExportLibrary, TheHistoryGoesWithItIntoALibraryThatHasNone) {
    Desk desk = library();
    desk.write("cases/2026-11/9001-a.md", test::case_text(9001, "甲", "旧的话", "答"));
    desk.open();
    desk.write("cases/2026-11/9001-a.md", test::case_text(9001, "甲", "新的话", "答"));
    const fs::path folder = export_with_history(desk);
    const auto before = texts_in_history(desk.workspace().database());
    Desk fresh;
    fresh.open();
    const ImportReport report = import_into(fresh, folder);
    EXPECT_NE(join(report.notes, "\n").find(fmt::format("{} revisions", before.size())),
              std::string::npos);
    auto after = texts_in_history(fresh.workspace().database());
    ASSERT_GE(after.size(), before.size());
    after.resize(before.size());
    EXPECT_EQ(after, before);
    EXPECT_FALSE(fs::exists(fresh.content() / "revisions.jsonl"));
    const ImportReport again = import_into(fresh, folder);
    EXPECT_NE(join(again.notes, "\n").find("has a history already"), std::string::npos);
    EXPECT_EQ(again.added, 0u);
}

TEST_F(ExportLibrary, TheLogOfReuseGoesWithIt) {
    Desk desk = library();
    for (const EntryId id : {9001, 9002, 9003})
        desk.write(fmt::format("cases/2026-11/{}-a.md", id), test::case_text(id, "甲", "话", "答"));
    Workspace& workspace = desk.open();
    value_of(link_cases(workspace, 9001, 9002, "lead"));
    value_of(link_cases(workspace, 9001, 9003, "lead"));
    value_of(unlink_cases(workspace, 9003, 9001, "lead2"));
    for (const char* text : {"第一句", "第二句", "第三句"}) {
        ReuseEvent event;
        event.who = "agent07";
        event.case_id = 9001;
        event.text = text;
        event.outcome.satisfaction = 4;
        value_of(record_reuse(workspace, event));
    }
    value_of(undo_reuse(workspace, 2, "lead"));
    value_of(reset_learning(workspace, 9001, "lead"));
    value_of(undo_learning_reset(workspace, 1, "lead"));
    const fs::path folder = desk.folder() / "exported";
    EXPECT_EQ(value_of(export_library(content::Library(desk.content()), folder, {},
                                      &workspace.database()))
                  .reuses,
              6u);
    std::ofstream(folder / "reuse_events.jsonl", std::ios::app)
        << R"({"link":9,"a":9001,"b":9002,"when":"2026-11-20T09:00:00Z","who":"x","undone":null,"undone_by":""})"
        << "\n"
        << R"({"link":9,"a":9001,"b":9001,"when":"2026-11-20T09:00:00Z","who":"x","undone":null,"undone_by":""})"
        << "\n"
        << R"({"link":9,"a":9003,"b":9002,"when":"2026-11-20T09:00:00Z","who":"x","undone":"soon","undone_by":""})"
        << "\n";
    Desk fresh;
    fresh.open();
    EXPECT_NE(
        join(import_into(fresh, folder).notes, "\n")
            .find("3 events and 2 links of cases taken over, 0 of entries with another number left "
                  "out, 3 lines are none"),
        std::string::npos);
    const auto events = value_of(fresh.workspace().database().reuse_events_of(9001, 10));
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].text, "第三句");
    EXPECT_EQ(events[0].outcome.satisfaction, 4);
    EXPECT_EQ(events[1].undone_by, "lead");
    EXPECT_EQ(fresh.workspace().outcomes().find(9001).uses, 2);
    const auto resets = value_of(fresh.workspace().database().learning_resets_of(9001));
    ASSERT_EQ(resets.size(), 1u);
    EXPECT_EQ(resets[0].up_to_event, 3);
    EXPECT_TRUE(resets[0].undone);
    EXPECT_EQ(value_of(fresh.workspace().database().same_problem(9001)),
              (std::vector<EntryId>{9002}));
    const auto links = value_of(fresh.workspace().database().case_links_of(9003));
    ASSERT_EQ(links.size(), 1u);
    EXPECT_EQ(links[0].who, "lead");
    EXPECT_EQ(links[0].undone_by, "lead2");
    EXPECT_NE(join(import_into(fresh, folder).notes, "\n").find("has a log of reuse already"),
              std::string::npos);
}

TEST_F(ExportLibrary, LinesThatAreNoRevisionsAreLeftAndCounted) {
    Desk desk = library();
    const fs::path folder = export_with_history(desk);
    std::ofstream(folder / "revisions.jsonl")
        << "nonsense\n{}\n"
        << R"({"path":"cases/../../x.md","entry":1,"at":"","author":"","origin":"page","reason":"","fingerprint":"","text":""})"
        << "\n"
        << R"({"path":"cases/x.md","entry":1,"at":"","author":"","origin":"page","reason":"","fingerprint":"00","text":"x"})"
        << "\n";
    Desk fresh;
    fresh.open();
    EXPECT_NE(join(import_into(fresh, folder).notes, "\n")
                  .find("0 revisions taken over, 4 lines are none"),
              std::string::npos);
}

}  // namespace
}  // namespace casebook::app
