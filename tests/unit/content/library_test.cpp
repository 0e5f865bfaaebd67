#include "content/library.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/desk.h"
#include "support/shipped_files.h"

namespace casebook::content {
namespace {

namespace fs = std::filesystem;
using test::value_of;

class LibraryTest : public testing::Test {
  protected:
    void put(const std::string& path, std::string_view text = "---\nid: 1\n---\n") {
        fs::create_directories((folder.path() / path).parent_path());
        std::ofstream(folder.path() / path, std::ios::binary) << text;
    }

    Error error_of(const std::string& path) {
        const auto loaded = library.load(path, Kind::case_);
        EXPECT_FALSE(loaded) << path;
        return loaded ? Error{} : loaded.error();
    }

    TemporaryFolder folder;
    Library library{folder.path()};
};
using Scan = LibraryTest;
using Load = LibraryTest;
using PathFor = LibraryTest;

// Finding -------------------------------------------------------------------------------------------

TEST_F(Scan, FindsTheMarkdownFilesOfTheThreeKindsInOrder) {
    for (const std::string path :
         {"posts/2026-11/9-a.md", "cases/2026-11/10-b.md", "cases/2026-11/1-a.md", "cases/7.md",
          "dailies/2026-11/2026-11-18.md", "cases/2026-08/x/2-c.md", "cases/照片.jpg", "README.md",
          "attachments/3.md", "cases/4.MD", "cases/5.md~", "categories.yml"})
        put(path);
    std::vector<std::string> found;
    for (const FileStamp& stamp : value_of(library.scan()))
        found.push_back(std::string(to_text(stamp.kind)) + " " + stamp.path);
    EXPECT_EQ(found, (std::vector<std::string>{
                         "case cases/2026-08/x/2-c.md", "case cases/2026-11/1-a.md",
                         "case cases/2026-11/10-b.md", "case cases/7.md",
                         "daily dailies/2026-11/2026-11-18.md", "post posts/2026-11/9-a.md"}));
}

TEST_F(Scan, LeavesOutWhatIsHidden) {
    put("cases/.1.md");
    put("cases/2026-11/.casebook-Xyz123");
    put("cases/.trash/2.md");
    put("cases/2026-11/.git/x/3.md");
    put("cases/2026-11/4.md");
    fs::create_directories(folder.path() / "cases" / "folder.md");
    const auto stamps = value_of(library.scan());
    ASSERT_EQ(stamps.size(), 1u);
    EXPECT_EQ(stamps[0].path, "cases/2026-11/4.md");
}

TEST_F(Scan, ALinkToNowhereIsPassedOverAndHidesNothingBesideIt) {
    put("cases/2026-11/4.md");
    fs::create_symlink(folder.path() / "gone.md", folder.path() / "cases/2026-11/5.md");
    fs::create_symlink(folder.path() / "gone.md", folder.path() / "cases/6.md");
    const auto stamps = value_of(library.scan());
    ASSERT_EQ(stamps.size(), 1u);
    EXPECT_EQ(stamps[0].path, "cases/2026-11/4.md");
}

TEST_F(Scan, AnEmptyLibraryHasNothingAndAMissingOneIsAnError) {
    EXPECT_TRUE(value_of(library.scan()).empty());
    const auto missing = Library(folder.path() / "none").scan();
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
}

TEST_F(Scan, TheVersionChangesWheneverTheFileDoes) {
    put("cases/1.md", "---\nid: 1\n---\na\n");
    const FileStamp first = value_of(library.stamp("cases/1.md"));
    EXPECT_EQ(first.version, value_of(library.scan())[0].version);
    EXPECT_EQ(first.kind, Kind::case_);
    put("cases/1.md", "---\nid: 1\n---\nab\n");
    EXPECT_NE(value_of(library.stamp("cases/1.md")).version, first.version);
}

TEST_F(Scan, AFileThatIsNotThereHasNoStamp) {
    for (const std::string path : {"cases/1.md", "README.md", "../cases/1.md", ""})
        EXPECT_FALSE(library.stamp(path)) << path;
}

TEST(KindOfPath, IsSaidByTheFirstFolder) {
    EXPECT_EQ(kind_of_path("cases/2026-11/1.md"), Kind::case_);
    EXPECT_EQ(kind_of_path("dailies/x.md"), Kind::daily);
    EXPECT_EQ(kind_of_path("posts/x.md"), Kind::post);
    for (const std::string_view path : {"", "case/1.md", "/cases/1.md", "attachments/cases/1.md"})
        EXPECT_EQ(kind_of_path(path), std::nullopt) << path;
}

// Reading -------------------------------------------------------------------------------------------

TEST_F(Load, EveryShippedFileLoads) {
    const Library shipped = shipped_library();
    for (const FileStamp& stamp : value_of(shipped.scan())) {
        const auto entry = shipped.load(stamp.path, stamp.kind);
        ASSERT_TRUE(entry) << entry.error().line();
        EXPECT_EQ(shipped.path_for(*entry).substr(0, stamp.path.find('/')),
                  stamp.path.substr(0, stamp.path.find('/')));
    }
}

TEST_F(Load, AnErrorNamesTheFileAndTheLine) {
    put("cases/1.md", "---\nid: 1\nstate: ok\n---\n");
    EXPECT_EQ(error_of("cases/1.md").place.text(), "cases/1.md:3");
    EXPECT_EQ(error_of("cases/2.md").place.text(), "cases/2.md");
    EXPECT_EQ(error_of("cases/2.md").kind, ErrorKind::not_found);
}

TEST_F(Load, AFileWithoutAnIdIsRefused) {
    put("cases/1.md", "---\ntitle: x\n---\n");
    const Error error = error_of("cases/1.md");
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_EQ(error.place.text(), "cases/1.md:1");
    EXPECT_FALSE(error.hint.empty());
}

TEST_F(Load, AFileOverTheLimitIsRefused) {
    const std::string head = "---\nid: 1\n---\n";
    put("cases/1.md", head + std::string(kLargestFile - head.size(), 'x'));
    EXPECT_TRUE(library.load("cases/1.md", Kind::case_));
    put("cases/2.md", head + std::string(kLargestFile - head.size() + 1, 'x'));
    EXPECT_EQ(error_of("cases/2.md").kind, ErrorKind::invalid);
    EXPECT_EQ(error_of("cases/2.md").place.path, "cases/2.md");
}

TEST_F(Load, CategoriesMayBeMissingButNotBroken) {
    EXPECT_TRUE(value_of(library.load_categories()).empty());
    put("categories.yml", "categories:\n  - path: a/b\n");
    EXPECT_EQ(value_of(library.load_categories()).size(), 1u);
    put("categories.yml", "categories:\n  - product: x\n");
    const auto broken = library.load_categories();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().place.text(), "categories.yml:2");
}

// Writing -------------------------------------------------------------------------------------------

TEST_F(PathFor, IsMadeOfMonthIdAndTitle) {
    struct Example {
        std::string_view title;
        std::string_view path;
    };
    constexpr Example examples[] = {
        {"宽带每晚掉线", "cases/2026-11/1042-宽带每晚掉线.md"},
        {"Wi-Fi slow / upstairs?", "cases/2026-11/1042-wi-fi-slow-upstairs.md"},
        {"../../etc/passwd", "cases/2026-11/1042-etc-passwd.md"},
        {"错误 691：密码错", "cases/2026-11/1042-错误-691-密码错.md"},
        {"😀!!", "cases/2026-11/1042.md"},
        {"", "cases/2026-11/1042.md"},
        {"一二三四五六七八九十一二三四五六七八九十一二三四五六",
         "cases/2026-11/1042-一二三四五六七八九十一二三四五六七八九十一二三四.md"},
    };
    for (const Example& example : examples) {
        Entry entry;
        entry.id = 1042;
        entry.title = example.title;
        entry.created = parse_timestamp("2026-11-30T23:30:00+08:00", {});
        EXPECT_EQ(library.path_for(entry), example.path);
    }
}

TEST_F(PathFor, FollowsTheKind) {
    Entry entry;
    entry.id = 7;
    EXPECT_EQ(library.path_for(entry), "cases/undated/7.md");
    entry.kind = Kind::post;
    entry.title = "先问灯";
    EXPECT_EQ(library.path_for(entry), "posts/undated/7-先问灯.md");
    entry.kind = Kind::daily;
    entry.date = parse_date("2026-11-18");
    EXPECT_EQ(library.path_for(entry), "dailies/2026-11/2026-11-18.md");
}

TEST_F(PathFor, IsWhereAStagedFileGoes) {
    PosixFileWriter writer(Durability::throw_away);
    test::expect_done(library.stage("cases/2026-11/1.md", "---\nid: 5\n---\n", writer));
    EXPECT_TRUE(value_of(library.scan()).empty());
    test::expect_done(writer.commit());
    EXPECT_EQ(value_of(library.load("cases/2026-11/1.md", Kind::case_)).id, 5);
}

}  // namespace
}  // namespace casebook::content
