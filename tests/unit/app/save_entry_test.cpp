#include "app/save_entry.h"

#include <gtest/gtest.h>

#include "app/outside_changes.h"
#include "app/search_library.h"
#include "base/fingerprint.h"
#include "content/entry_file.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::Desk;
using test::expect_done;
using test::value_of;

constexpr std::string_view kPath = "cases/2026-11/7-a.md";

Entry new_case(std::string title) {
    Entry entry;
    entry.title = std::move(title);
    entry.author = "agent07";
    entry.set_text(Field::complaint, "晚上掉线");
    entry.set_text(Field::resolution, "理顺光纤");
    return entry;
}

ChangeNote by(std::string author) {
    return {std::move(author), store::Origin::page, "补充"};
}

class SavedEntries : public testing::Test {
  protected:
    SavedEntries() {
        desk_.write(std::string(kPath), test::case_text(7, "旧标题", "网速慢", "换路由器"));
    }

    Workspace& workspace() { return desk_.workspace(); }
    std::vector<store::Revision> history(EntryId id) {
        return value_of(workspace().database().revisions_of(id, 100));
    }
    std::size_t hits(const std::string& text) {
        SearchRequest request;
        request.text = text;
        return value_of(search_library(workspace(), request)).total;
    }

    Desk desk_;
};

TEST_F(SavedEntries, ANewCaseCanBeReadAtOnceAndIsFoundWhenTheIndexHasFollowed) {
    desk_.open();
    const ReadEntry saved =
        value_of(create_entry(workspace(), new_case("光猫闪红灯"), by("小王"))).read;
    EXPECT_GT(saved.entry.id, 7);
    EXPECT_EQ(value_of(read_entry(workspace(), saved.entry.id)).entry.title, "光猫闪红灯");
    expect_done(workspace().follower().catch_up());
    EXPECT_EQ(hits("光猫闪红灯"), 1u);
    EXPECT_EQ(value_of(read_entry(workspace(), saved.entry.id)).version, saved.version);
}

TEST_F(SavedEntries, EachChangeIsARevisionWithAuthorTimeAndReason) {
    desk_.open();
    ReadEntry read = value_of(read_entry(workspace(), 7));
    read.entry.title = "新标题";
    value_of(update_entry(workspace(), read.entry, read.version, by("小王")));
    const auto revisions = history(7);
    ASSERT_EQ(revisions.size(), 2u);
    EXPECT_EQ(revisions[0].author, "小王");
    EXPECT_EQ(revisions[0].reason, "补充");
    EXPECT_EQ(revisions[0].at, "2026-11-21T09:00:00+08:00");
    EXPECT_EQ(revisions[0].origin, store::Origin::page);
    EXPECT_EQ(revisions[1].origin, store::Origin::found);
    const auto before = value_of(workspace().database().find_revision(revisions[1].sequence));
    ASSERT_TRUE(before);
    EXPECT_NE(before->text.find("旧标题"), std::string::npos);
}

TEST_F(SavedEntries, OnlyTheLinesOfChangedFieldsAreTouched) {
    const std::string source =
        "---\nid: 7\n# 注释\ntitle: 旧标题\nwhatever:   kept as it is\n---\n\n## "
        "客户原话\n\n网速慢\n\n## 别的\n\n- 一\n";
    desk_.write(std::string(kPath), source);
    desk_.open();
    ReadEntry read = value_of(read_entry(workspace(), 7));
    read.entry.title = "新标题";
    value_of(update_entry(workspace(), read.entry, read.version, by("小王")));
    std::string expected = source;
    expected.replace(expected.find("旧"), std::string("旧").size(), "新");
    const std::string updated = "updated: 2026-11-21T09:00:00+08:00\n";
    const std::string now = desk_.read(std::string(kPath));
    ASSERT_NE(now.find(updated), std::string::npos) << now;
    std::string without = now;
    without.erase(without.find(updated), updated.size());
    EXPECT_EQ(without, expected);
}

TEST_F(SavedEntries, SavingWithoutAChangeWritesNothing) {
    desk_.open();
    const ReadEntry read = value_of(read_entry(workspace(), 7));
    const ReadEntry saved =
        value_of(update_entry(workspace(), read.entry, read.version, by("小王"))).read;
    EXPECT_EQ(saved.version, read.version);
    EXPECT_EQ(history(7).size(), 1u);
}

TEST_F(SavedEntries, ASecondEditOfTheSameVersionIsAConflictAndChangesNothing) {
    desk_.open();
    ReadEntry mine = value_of(read_entry(workspace(), 7));
    ReadEntry theirs = mine;
    theirs.entry.title = "他的标题";
    value_of(update_entry(workspace(), theirs.entry, theirs.version, by("他")));
    mine.entry.title = "我的标题";
    const auto refused = update_entry(workspace(), mine.entry, mine.version, by("我"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kEditConflict);
    EXPECT_EQ(value_of(read_entry(workspace(), 7)).entry.title, "他的标题");
}

TEST_F(SavedEntries, AChangeFromOutsideBecomesARevision) {
    desk_.open();
    desk_.write(std::string(kPath), test::case_text(7, "在编辑器里改的", "网速慢", "换路由器"));
    expect_done(take_in_outside_changes(workspace(), {std::string(kPath)}));
    expect_done(workspace().follower().catch_up());
    ASSERT_EQ(history(7).size(), 2u);
    EXPECT_EQ(history(7)[0].origin, store::Origin::outside);
    EXPECT_EQ(hits("编辑器"), 1u);
}

TEST_F(SavedEntries, AChangeFromOutsideWhileStoppedBecomesARevisionAtTheNextStart) {
    desk_.open();
    desk_.close();
    desk_.write(std::string(kPath), test::case_text(7, "停机时改的", "网速慢", "换路由器"));
    desk_.open();
    ASSERT_EQ(history(7).size(), 2u);
    EXPECT_EQ(history(7)[0].origin, store::Origin::outside);
}

TEST_F(SavedEntries, AFileThatWasRemovedOutsideIsNoLongerFoundAndItsLastTextIsKept) {
    desk_.open();
    desk_.remove(std::string(kPath));
    expect_done(take_in_outside_changes(workspace(), {std::string(kPath)}));
    expect_done(workspace().follower().catch_up());
    EXPECT_EQ(hits("网速慢"), 0u);
    ASSERT_EQ(history(7).size(), 2u);
    EXPECT_EQ(history(7)[0].fingerprint, "");
    EXPECT_NE(
        value_of(workspace().database().find_revision(history(7)[1].sequence))->text.find("网速慢"),
        std::string::npos);
}

TEST_F(SavedEntries, OneDayHasOneDaily) {
    desk_.open();
    Entry daily;
    daily.kind = Kind::daily;
    daily.title = "今日案例";
    daily.date = parse_date("2026-11-20");
    value_of(create_entry(workspace(), daily, by("班长")));
    const auto second = create_entry(workspace(), daily, by("班长"));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, kDailyExists);
}

TEST_F(SavedEntries, ABrokenFileOfTheSameNameIsNotWrittenOver) {
    desk_.write("cases/2026-11/8-光猫闪红灯.md", "no front matter");
    desk_.open();
    const auto refused = create_entry(workspace(), new_case("光猫闪红灯"), by("小王"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(desk_.read("cases/2026-11/8-光猫闪红灯.md"), "no front matter");
}

TEST_F(SavedEntries, WhatWasSavedButNotIndexedIsFoundAfterARestart) {
    desk_.open();
    const ReadEntry saved =
        value_of(create_entry(workspace(), new_case("光猫闪红灯"), by("小王"))).read;
    desk_.open();
    EXPECT_EQ(hits("光猫闪红灯"), 1u);
    EXPECT_TRUE(value_of(workspace().database().queued_paths()).empty());
    EXPECT_EQ(history(saved.entry.id).size(), 1u);
}

TEST_F(SavedEntries, AFileThatLostItsIdIsServedWhenTheOtherIsGone) {
    desk_.write("cases/2026-11/7-b.md", test::case_text(7, "同号的另一个", "电视黑屏", "换机顶盒"));
    desk_.open();
    EXPECT_EQ(workspace().problems().size(), 1u);
    EXPECT_EQ(hits("电视黑屏"), 0u);
    desk_.remove(std::string(kPath));
    expect_done(take_in_outside_changes(workspace(), {std::string(kPath)}));
    expect_done(workspace().follower().catch_up());
    EXPECT_EQ(hits("电视黑屏"), 1u);
    EXPECT_TRUE(workspace().problems().empty());
}

TEST_F(SavedEntries, ACustomersNumberIsMaskedAndStaysOnlyWhenSomebodySaysThatItIsNone) {
    desk_.open();
    Entry entry = new_case("光猫闪红灯");
    entry.set_text(Field::complaint, "客户电话 13812345678,请回电");
    const SavedEntry saved = value_of(create_entry(workspace(), entry, by("小王")));
    ASSERT_EQ(saved.masked.size(), 1u);
    EXPECT_EQ(saved.masked[0].original, "13812345678");
    EXPECT_EQ(saved.masked[0].field, Field::complaint);
    EXPECT_EQ(desk_.read(saved.read.path).find("13812345678"), std::string::npos);
    const auto revisions = history(saved.read.entry.id);
    EXPECT_EQ(value_of(workspace().database().find_revision(revisions[0].sequence))
                  ->text.find("13812345678"),
              std::string::npos);

    entry.id = saved.read.entry.id;
    const SavedEntry undone =
        value_of(update_entry(workspace(), entry, saved.read.version, by("小王"), {"13812345678"}));
    EXPECT_TRUE(undone.masked.empty());
    entry.title = "后来又改了标题";
    const SavedEntry later =
        value_of(update_entry(workspace(), entry, undone.read.version, by("小王")));
    EXPECT_TRUE(later.masked.empty()) << "what was left once is left by later edits";
    EXPECT_NE(desk_.read(later.read.path).find("13812345678"), std::string::npos);
}

TEST_F(SavedEntries, TheIndexIsRebuiltWhileSavesGoOn) {
    desk_.open();
    value_of(create_entry(workspace(), new_case("光猫闪红灯"), by("小王")));
    value_of(workspace().follower().rebuild({}));
    expect_done(workspace().follower().catch_up());
    EXPECT_EQ(hits("光猫闪红灯"), 1u);
    EXPECT_EQ(hits("网速慢"), 1u);
}

}  // namespace
}  // namespace casebook::app
