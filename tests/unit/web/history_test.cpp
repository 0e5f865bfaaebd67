// The history of an entry, and the way back to an older text.
#include <fmt/format.h>

#include "app/outside_changes.h"
#include "app/read_entry.h"
#include "app/save_entry.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;
using test::expect_done;
using test::value_of;

constexpr const char* kPath = "cases/2026-11/7-a.md";

bool shows(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

class HistoryPages : public testing::Test {
  protected:
    HistoryPages() {
        desk_.write(kPath, test::case_text(7, "旧标题", "网速慢\n晚上更慢", "换路由器"));
        desk_.open();
        app::ReadEntry read = now();
        read.entry.title = "新<b>标题";
        read.entry.state = State::archived;
        read.entry.set_text(Field::complaint, "网速慢\n白天也慢");
        value_of(app::update_entry(desk_.workspace(), read.entry, read.version,
                                   {"小<i>王", store::Origin::page, "客户<u>回访"}));
    }

    app::ReadEntry now() { return value_of(app::read_entry(desk_.workspace(), 7)); }
    // Of the change that is `back` changes ago.
    std::string address(std::size_t back) {
        const auto revisions = value_of(desk_.workspace().database().revisions_of(7, 100));
        return fmt::format("/history/7/{}", revisions.at(back).sequence);
    }

    Desk desk_;
};

TEST_F(HistoryPages, ListsTheChangesNewestFirstWithAuthorOriginAndReason) {
    const Response page = desk_.get("/history/7");
    ASSERT_EQ(page.status, 200);
    for (const char* words :
         {"2026-11-21 09:00", "小&lt;i&gt;王", "客户&lt;u&gt;回访", "网页上写的",
          "原来就在文件夹里", "新&lt;b&gt;标题", "href=\"/cases/7\""})
        EXPECT_TRUE(shows(page, words)) << words;
    EXPECT_LT(page.body.find(address(0)), page.body.find(address(1)));
}

TEST_F(HistoryPages, ARevisionShowsWhatItChangedFieldByField) {
    const Response page = desk_.get(address(0));
    ASSERT_EQ(page.status, 200);
    for (const char* words :
         {"<del>旧标题</del>", "<ins>新&lt;b&gt;标题</ins>", "<del>晚上更慢</del>",
          "<ins>白天也慢</ins>", "<p class=\"diff-line\">网速慢</p>", "<del>已确认</del>",
          "<ins>已归档</ins>"})
        EXPECT_TRUE(shows(page, words)) << words;
    EXPECT_FALSE(shows(page, "换路由器</del>"));
    EXPECT_FALSE(shows(page, "name=\"reason\"")) << "the present text cannot be taken back";
    const Response first = desk_.get(address(1));
    EXPECT_TRUE(shows(first, "第一版"));
    EXPECT_FALSE(shows(first, "<ins>"));
    EXPECT_TRUE(shows(first, "晚上更慢"));
}

TEST_F(HistoryPages, AnOlderTextIsTakenBackAsANewChange) {
    const Response page = desk_.get(address(1));
    EXPECT_TRUE(shows(page, fmt::format("value=\"{}\"", now().version)));
    EXPECT_TRUE(shows(page, "value=\"取回 20"));
    desk_.sign_in("小李", Role::lead);
    const Response response =
        desk_.post(address(1), {{"version", now().version}, {"reason", "取回"}});
    ASSERT_EQ(response.status, 303) << response.body;
    EXPECT_EQ(now().entry.title, "旧标题");
    EXPECT_EQ(now().entry.state, State::verified);
    EXPECT_EQ(now().entry.text(Field::complaint), "网速慢\n晚上更慢");
    const auto latest = value_of(desk_.workspace().database().revisions_of(7, 10));
    ASSERT_EQ(latest.size(), 3u);
    EXPECT_EQ(latest.front().author, "小李");
    EXPECT_EQ(latest.front().reason, "取回");
}

TEST_F(HistoryPages, ATextIsNotTakenBackOverAChangeThatNobodySaw) {
    const std::string seen = now().version;
    app::ReadEntry read = now();
    read.entry.title = "更新的标题";
    value_of(app::update_entry(desk_.workspace(), read.entry, read.version,
                               {"小张", store::Origin::page, ""}));
    const Response response = desk_.post(address(2), {{"version", seen}});
    EXPECT_EQ(response.status, 409);
    EXPECT_TRUE(shows(response, "小张"));
    EXPECT_EQ(now().entry.title, "更新的标题");
}

TEST_F(HistoryPages, ChangesThatNoFormShowsAreShownAsLines) {
    desk_.write(kPath, desk_.read(kPath) + "\n## 别的\n\n一句话\n");
    expect_done(app::take_in_outside_changes(desk_.workspace(), {kPath}));
    EXPECT_TRUE(shows(desk_.get(address(0)), "<ins>一句话</ins>"));
    std::string text = desk_.read(kPath);
    text.insert(text.find("title:"), "# 注释\n");
    desk_.write(kPath, text);
    expect_done(app::take_in_outside_changes(desk_.workspace(), {kPath}));
    EXPECT_TRUE(shows(desk_.get(address(0)), "<ins># 注释</ins>"));
}

TEST_F(HistoryPages, OfAFileThatIsGoneTheHistoryCanStillBeRead) {
    desk_.remove(kPath);
    expect_done(app::take_in_outside_changes(desk_.workspace(), {kPath}));
    expect_done(desk_.workspace().follower().catch_up());
    const Response page = desk_.get("/history/7");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(shows(page, "文件被拿走了"));
    EXPECT_EQ(desk_.get(address(0)).status, 200);
    const Response last = desk_.get(address(1));
    EXPECT_EQ(last.status, 200);
    EXPECT_TRUE(shows(last, "白天也慢"));
    EXPECT_FALSE(shows(last, "name=\"reason\""));
    EXPECT_GE(desk_.post(address(1), {{"version", ""}}).status, 400);
}

TEST_F(HistoryPages, WhatIsNotThereIsNotFound) {
    for (const char* path : {"/history/1", "/history/x", "/history/7/999", "/history/7/x",
                             "/history/7/0", "/history/1/1"})
        EXPECT_EQ(desk_.get(path).status, 404) << path;
    desk_.write("cases/2026-11/9-b.md", test::case_text(9, "另一条", "原话", "处理"));
    desk_.open();
    const auto other = value_of(desk_.workspace().database().revisions_of(9, 1)).front().sequence;
    EXPECT_EQ(desk_.get(fmt::format("/history/7/{}", other)).status, 404);
}

}  // namespace
}  // namespace casebook::web
