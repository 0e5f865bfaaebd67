// What people are told: kept, counted, and heard by open pages.
#include "app/notice_board.h"

#include "support/desk.h"

namespace casebook::app {
namespace {

using test::expect_done;
using test::value_of;

const News kNews{NoticeKind::case_invalidated, "#1042 宽带每晚掉线", "资费改了", "/cases/1042",
                 "li"};

class Heard final : public NoticeListener {
  public:
    void told(const std::vector<Notice>& notices) override {
        for (const Notice& notice : notices) accounts.push_back(notice.account);
    }
    void desk_changed() override { ++desk_changes; }
    std::vector<std::string> accounts;
    int desk_changes = 0;
};

class Notices : public testing::Test {
  protected:
    NoticeBoard& board() { return desk_.workspace().notices(); }
    test::Desk desk_ = [] {
        test::Desk desk;
        desk.open();
        return desk;
    }();
};

TEST_F(Notices, AreTheirsWhoAreToldNewestFirstEachOnce) {
    expect_done(board().tell({"wang", "chen", "wang"}, kNews));
    News second = kNews;
    second.kind = NoticeKind::complaint_due;
    expect_done(board().tell({"wang"}, second));
    const auto notices = value_of(board().latest("wang"));
    ASSERT_EQ(notices.size(), 2u);
    EXPECT_EQ(notices[0].news.kind, NoticeKind::complaint_due);
    EXPECT_EQ(notices[1].news.subject, "#1042 宽带每晚掉线");
    EXPECT_EQ(notices[1].news.note, "资费改了");
    EXPECT_EQ(notices[1].news.path, "/cases/1042");
    EXPECT_EQ(notices[1].news.by, "li");
    EXPECT_EQ(value_of(board().latest("chen")).size(), 1u);
    EXPECT_TRUE(value_of(board().latest("li")).empty()) << "who did it knows";
}

TEST_F(Notices, AreUnseenUntilTheirReaderSaysSoAlsoAfterARestart) {
    expect_done(board().tell({"wang"}, kNews));
    expect_done(board().tell({"wang", "chen"}, kNews));
    EXPECT_EQ(board().count_unseen("wang"), 2u);
    desk_.open();
    EXPECT_EQ(board().count_unseen("wang"), 2u);
    expect_done(board().mark_seen("wang", value_of(board().latest("wang"))[1].id));
    EXPECT_EQ(board().count_unseen("wang"), 1u) << "the later one came after the page was read";
    EXPECT_EQ(board().count_unseen("chen"), 1u);
    EXPECT_EQ(board().count_unseen("nobody"), 0u);
}

TEST_F(Notices, AreHeardByWhoListensOnceTheyAreKept) {
    Heard heard;
    board().use_listener(&heard);
    expect_done(board().tell({"wang", "li", "chen"}, kNews));
    board().use_listener(nullptr);
    expect_done(board().tell({"wang"}, kNews));
    EXPECT_EQ(heard.accounts, (std::vector<std::string>{"chen", "wang"}));
}

TEST_F(Notices, OfManyWordsAreCutToALine) {
    News news = kNews;
    news.note = "第一行\n第二行 " + std::string(5000, 'x');
    expect_done(board().tell({"wang"}, news));
    const auto notices = value_of(board().latest("wang"));
    EXPECT_EQ(notices[0].news.note.find('\n'), std::string::npos);
    EXPECT_LT(notices[0].news.note.size(), 400u);
}

}  // namespace
}  // namespace casebook::app
