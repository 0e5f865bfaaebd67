#include "app/workspace.h"

#include <unistd.h>

#include <filesystem>

#include "app/read_entry.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::Desk;
using test::value_of;

std::vector<EntryId> searched(Desk& desk, const std::string& text) {
    std::vector<EntryId> ids;
    for (const auto& hit :
         value_of(desk.workspace().index().search({.query = value_of(search::parse_query(text))}))
             .found)
        ids.push_back(hit.stored.entry.id);
    return ids;
}

using Ids = std::vector<EntryId>;

TEST(Workspace, OpensOnAnEmptyFolder) {
    Desk desk;
    const Workspace& workspace = desk.open();
    EXPECT_EQ(value_of(workspace.index().count(std::nullopt)), 0u);
    EXPECT_TRUE(workspace.problems().empty());
}

TEST(Workspace, TheShippedLibraryHasNoProblems) {
    Desk desk = Desk::with_shipped_content();
    for (const Error& problem : desk.open().problems()) ADD_FAILURE() << problem.line();
    EXPECT_GE(value_of(desk.workspace().index().count(Kind::case_)), 20u);
}

TEST(Workspace, AFileThatCannotBeReadIsNamedAndEveryOtherIsServed) {
    const struct {
        std::string text;
        int line;
    } rows[] = {
        {"no front matter", 1},
        {"---\nid: 2\ntitle: 没有结尾\n", 1},
        {"---\nid: 2\nstate: verifed\n---\n", 3},
        {"---\nid: two\n---\n", 2},
        {"---\ntitle: 没有编号\n---\n", 1},
        {"---\nid: 2\ncreated: tomorrow\n---\n", 3},
        {"---\nid: 2\ntitle: [\n---\n", 4},
        {std::string("---\nid: 2\n---\nGB \xc0\xfd\n"), 4},
        {std::string("---\nid: 2\n---\nNUL \0\n", 21), 4},
    };
    for (const auto& row : rows) {
        Desk desk;
        desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
        desk.write("cases/2026-01/2-b.md", row.text);
        desk.write("cases/2026-01/3-c.md", case_text(3, "账单", "宽带多扣", "退款"));
        desk.open();
        EXPECT_EQ(searched(desk, "宽带").size(), 2u) << row.text;
        const Problems& problems = desk.workspace().problems();
        ASSERT_EQ(problems.size(), 1u) << row.text;
        EXPECT_EQ(problems[0].place.path, "cases/2026-01/2-b.md");
        EXPECT_EQ(problems[0].place.line, row.line) << row.text;
        EXPECT_FALSE(problems[0].message.empty());
    }
}

TEST(Workspace, AProblemIsSaidAgainAtEveryStartUntilItIsMended) {
    Desk desk;
    desk.write("cases/2026-01/1-a.md", "broken");
    EXPECT_EQ(desk.open().problems().size(), 1u);
    EXPECT_EQ(desk.open().problems().size(), 1u);
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    EXPECT_EQ(desk.open().problems().size(), 0u);
    EXPECT_EQ(searched(desk, "掉线"), Ids{1});
}

TEST(Workspace, WhatAnEditorDidIsSeenAtTheNextStart) {
    Desk desk;
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    desk.write("cases/2026-01/2-b.md", case_text(2, "账单有误", "多扣十元", "退款"));
    desk.open();
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带很慢", "白天很慢", "换光猫"));
    desk.remove("cases/2026-01/2-b.md");
    desk.write("cases/2026-01/3-c.md", case_text(3, "快递不动", "三天不动", "催件"));
    desk.open();
    EXPECT_EQ(searched(desk, "很慢"), Ids{1});
    EXPECT_EQ(searched(desk, "掉线"), Ids{});
    EXPECT_EQ(searched(desk, "账单"), Ids{});
    EXPECT_EQ(searched(desk, "快递"), Ids{3});
}

TEST(Workspace, AFileThatBreaksIsNoLongerServedInItsOldForm) {
    Desk desk;
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    desk.open();
    desk.write("cases/2026-01/1-a.md", "broken");
    EXPECT_EQ(desk.open().problems().size(), 1u);
    EXPECT_EQ(searched(desk, "掉线"), Ids{});
}

TEST(Workspace, AMovedFileKeepsItsCase) {
    Desk desk;
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    desk.open();
    desk.remove("cases/2026-01/1-a.md");
    desk.write("cases/2026-02/1-renamed.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    EXPECT_TRUE(desk.open().problems().empty());
    EXPECT_EQ(value_of(read_entry(desk.workspace(), "1")).path, "cases/2026-02/1-renamed.md");
}

TEST(Workspace, OfTwoFilesWithOneIdTheLaterPathIsLeftOutAndNamed) {
    Desk desk;
    desk.write("cases/2026-01/7-a.md", case_text(7, "宽带掉线", "每晚掉线", "换光猫"));
    desk.write("cases/2026-01/7-b.md", case_text(7, "账单有误", "多扣十元", "退款"));
    for (const char* start : {"the first start", "the second start"}) {
        const Problems& problems = desk.open().problems();
        ASSERT_EQ(problems.size(), 1u) << start;
        EXPECT_EQ(problems[0].place.path, "cases/2026-01/7-b.md") << start;
        EXPECT_NE(problems[0].line().find("cases/2026-01/7-a.md"), std::string::npos) << start;
        EXPECT_EQ(searched(desk, "掉线"), Ids{7});
        EXPECT_EQ(searched(desk, "账单"), Ids{});
    }
}

TEST(Workspace, ALostOrDamagedIndexIsBuiltAgain) {
    namespace fs = std::filesystem;
    Desk desk;
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    desk.open();
    desk.close();
    fs::remove_all(desk.state() / "index");
    desk.open();
    EXPECT_EQ(searched(desk, "掉线"), Ids{1});
    desk.close();
    for (const auto& file : fs::directory_iterator(desk.state() / "index" / "current"))
        fs::resize_file(file.path(), 0);
    desk.open();
    EXPECT_EQ(searched(desk, "掉线"), Ids{1});
}

TEST(Workspace, ASecondWriterIsRefusedAndToldWhoHoldsIt) {
    Desk desk;
    desk.open();
    WorkspaceOptions options;
    options.content = desk.content();
    options.state = desk.state();
    const auto second = Workspace::open(options, {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::busy);
    EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
    EXPECT_FALSE(second.error().hint.empty());
}

TEST(Workspace, WhoOnlyReadsMayComeBesideTheWriter) {
    Desk desk;
    desk.write("cases/2026-01/1-a.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫"));
    desk.open();
    WorkspaceOptions options;
    options.content = desk.content();
    options.state = desk.state();
    options.access = Access::read_or_write;
    const auto reader = value_of(Workspace::open(options, {}));
    EXPECT_EQ(value_of(reader->index().count(std::nullopt)), 1u);
}

TEST(Workspace, AMissingLibraryFolderIsSaidInWords) {
    const TemporaryFolder folder;
    WorkspaceOptions options;
    options.content = folder.path() / "nowhere";
    options.state = folder.path() / "state";
    const auto workspace = Workspace::open(options, {});
    ASSERT_FALSE(workspace);
    EXPECT_EQ(workspace.error().kind, ErrorKind::not_found);
    EXPECT_FALSE(workspace.error().hint.empty());
}

TEST(ReadEntry, WhatIsNoIdIsNotFound) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    for (const char* id : {"", "0", "-1", "1001x", " 1001", "99999999999999999999", "abc", "1e3"})
        EXPECT_EQ(read_entry(desk.workspace(), id).error().kind, ErrorKind::not_found) << id;
    EXPECT_EQ(value_of(read_entry(desk.workspace(), "1001")).entry.id, 1001);
    for (const char* date : {"", "2026-02-30", "yesterday", "2026-11-17"})
        EXPECT_EQ(read_daily(desk.workspace(), date).error().kind, ErrorKind::not_found) << date;
    EXPECT_EQ(value_of(read_daily(desk.workspace(), "2026-11-18")).entry.id, 1025);
}

}  // namespace
}  // namespace casebook::app
