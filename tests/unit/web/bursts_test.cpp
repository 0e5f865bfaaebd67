// The banner on the desk: when it comes, what it says, and that one click ends it.
#include <fmt/format.h>

#include "app/burst_watch.h"
#include "app/complaints/take_complaint.h"
#include "app/notice_board.h"
#include "app/record_reuse.h"
#include "support/desk.h"
#include "web/http.h"

namespace casebook::web {
namespace {

using test::case_text;
using test::Desk;
using test::expect_done;
using test::value_of;

class BurstBanner : public testing::Test {
  protected:
    BurstBanner() {
        desk_.write("cases/2026-03/1-a.md",
                    case_text(1, "宽带每晚掉线", "晚上老掉线，光猫红灯", "换光猫"));
        desk_.write("cases/2026-03/2-b.md", case_text(2, "账单多了二十元", "多扣了钱", "退费"));
        desk_.open();
    }

    app::Workspace& workspace() { return desk_.workspace(); }

    std::int64_t use(const std::string& who, const std::string& text, EntryId id = 1) {
        ReuseEvent event;
        event.who = who;
        event.case_id = id;
        event.text = text;
        return value_of(app::record_reuse(workspace(), event)).event.id;
    }

    void likely(std::int64_t complaint, const std::string& caller) {
        const auto now = workspace().clock().now().instant;
        expect_done(workspace().bursts().note(
            {{complaint, caller, 1, LinkStrength::guessed, now}, 0}, now));
    }

    std::string banner() { return desk_.get("/desk/bursts").body; }
    bool is_shown() { return banner().find("宽带每晚掉线") != std::string::npos; }

    Desk desk_;
};

TEST_F(BurstBanner, ComesWithTheThirdCallerWhoseAgentNamedTheCase) {
    use("wang", "宽带又掉线");
    use("li", "晚上上不了网");
    EXPECT_FALSE(is_shown());
    use("chen", "光猫亮红灯");
    EXPECT_TRUE(is_shown());
    EXPECT_NE(banner().find("09:00 起已有 3 个"), std::string::npos) << banner();
    EXPECT_NE(desk_.get("/").body.find("<a href=\"/cases/1\">宽带每晚掉线</a>"), std::string::npos);
}

TEST_F(BurstBanner, IsNotMadeByOneAgentWhoClicksThreeTimesForOneCall) {
    for (int i = 0; i < 3; ++i) use("wang", "宽带又掉线");
    EXPECT_FALSE(is_shown());
}

TEST_F(BurstBanner, GoesWhenAnAgentTakesTheWordBack) {
    use("wang", "宽带又掉线");
    use("li", "晚上上不了网");
    const std::int64_t last = use("chen", "光猫亮红灯");
    value_of(app::undo_reuse(workspace(), last, "chen"));
    EXPECT_FALSE(is_shown());
}

TEST_F(BurstBanner, OfALikenessSaysThatItIsAGuessAndGoesWithItsComplaints) {
    for (int i = 1; i <= 4; ++i) likely(i, fmt::format("caller {}", i));
    EXPECT_TRUE(is_shown());
    EXPECT_NE(banner().find("猜的"), std::string::npos);
    expect_done(workspace().bursts().forget(4, workspace().clock().now().instant));
    EXPECT_FALSE(is_shown());
}

TEST_F(BurstBanner, ComesFromOpenComplaintsOfDifferentCallers) {
    const Person agent = desk_.sign_in("wang", Role::agent);
    const auto take = [&](const std::string& words, const std::string& contact) {
        app::NewComplaint taken;
        taken.text = words;
        taken.contact = contact;
        value_of(app::take_complaint(workspace(), agent, taken));
    };
    for (int i = 0; i < 4; ++i) take("宽带每晚掉线，光猫红灯", "13812341234");
    EXPECT_FALSE(is_shown()) << "one caller";
    for (int i = 0; i < 3; ++i) take("宽带晚上老掉线，光猫红灯亮", fmt::format("1381234123{}", i));
    EXPECT_TRUE(is_shown());
}

TEST_F(BurstBanner, CountsACallOnceThatWasUsedAtTheDeskAndTaken) {
    const Person agent = desk_.sign_in("wang", Role::agent);
    for (const char* words : {"宽带每晚掉线，光猫红灯", "晚上宽带老掉线"}) {
        use("wang", words);
        app::NewComplaint taken;
        taken.text = words;
        value_of(app::take_complaint(workspace(), agent, taken));
    }
    EXPECT_FALSE(is_shown()) << "two calls";
}

TEST_F(BurstBanner, IsNotRaisedByRowsThatComeInBulk) {
    std::vector<ReuseEvent> rows(5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].who = fmt::format("agent{}", i);
        rows[i].case_id = 1;
        rows[i].text = fmt::format("掉线 {}", i);
        rows[i].when = workspace().clock().now();
        rows[i].source_key = fmt::format("row {}", i);
    }
    value_of(app::record_prepared(workspace(), rows));
    EXPECT_FALSE(is_shown());
}

TEST_F(BurstBanner, IsThereAgainAfterARestartUnlessItWasMuted) {
    for (const char* who : {"wang", "li", "chen"}) use(who, std::string("掉线了 ") + who);
    for (int i = 1; i <= 3; ++i) likely(i, fmt::format("caller {}", i));
    desk_.open();
    EXPECT_TRUE(is_shown());
    EXPECT_EQ(desk_.post("/bursts/mute", {{"case", "1"}}).status, 303);
    EXPECT_FALSE(is_shown());
    desk_.open();
    EXPECT_FALSE(is_shown());
    for (const char* who : {"wang", "li", "chen"}) use(who, std::string("多扣钱 ") + who, 2);
    EXPECT_NE(banner().find("账单多了二十元"), std::string::npos)
        << "another case is another burst";
}

TEST_F(BurstBanner, ShowsWhatWasChangedLatelyBesideIt) {
    const Timestamp now = workspace().clock().now();
    RecentChange change;
    change.day = now.date();
    change.kind = ChangeKind::outage;
    change.title = "机房割接";
    change.who = "leader";
    change.told = now;
    value_of(workspace().changes().add(workspace().database(), change));
    for (const char* who : {"wang", "li", "chen"}) use(who, std::string("掉线了 ") + who);
    EXPECT_NE(banner().find("机房割接"), std::string::npos) << banner();
}

TEST_F(BurstBanner, ReachesOpenPages) {
    class Heard final : public app::NoticeListener {
      public:
        void told(const std::vector<Notice>&) override {}
        void desk_changed() override { ++times; }
        int times = 0;
    };
    Heard heard;
    workspace().notices().use_listener(&heard);
    use("wang", "宽带又掉线");
    use("li", "晚上上不了网");
    EXPECT_EQ(heard.times, 0);
    use("chen", "光猫亮红灯");
    EXPECT_EQ(heard.times, 1);
    workspace().notices().use_listener(nullptr);
}

}  // namespace
}  // namespace casebook::web
