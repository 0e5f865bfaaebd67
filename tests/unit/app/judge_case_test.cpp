// A case is withdrawn, brought back, confirmed, flagged; who hears of it; and that it is not suggested from the very next request on.
#include "app/judge_case.h"

#include <algorithm>

#include "app/notice_board.h"
#include "app/people/accounts.h"
#include "app/record_reuse.h"
#include "app/stale_cases.h"
#include "app/suggest_resolutions.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::Desk;
using test::value_of;

class JudgeCase : public testing::Test {
  protected:
    JudgeCase() {
        desk_.write("cases/2026-03/1-a.md",
                    case_text(1, "宽带每晚掉线", "晚上老掉线，光猫红灯", "换光猫",
                              "state: verified\nconfirmed: 2026-10-30\n"));
        desk_.write("cases/2026-03/2-b.md",
                    case_text(2, "宽带掉线多次报修", "宽带掉线，没人上门", "派单"));
        workspace_ = &desk_.open();
        for (const char* name : {"agent1", "agent2", "agent3"}) add(name, Role::agent);
        add("lead1", Role::lead);
        add("lead2", Role::lead);
    }

    void add(const std::string& name, Role role) {
        value_of(workspace_->accounts().add({name, "", role, ""}, {"test", ""}));
    }

    Person person(const std::string& name) { return workspace_->accounts().find(name).value(); }

    // Who was told, oldest news first.
    std::vector<Notice> told() {
        std::vector<Notice> notices;
        for (const Person& person : workspace_->accounts().all())
            for (Notice& notice : value_of(workspace_->notices().latest(person.name)))
                notices.push_back(std::move(notice));
        std::sort(notices.begin(), notices.end(),
                  [](const Notice& a, const Notice& b) { return a.id < b.id; });
        return notices;
    }

    std::vector<EntryId> suggested() {
        SuggestRequest request;
        request.text = "宽带晚上掉线";
        std::vector<EntryId> ids;
        for (const Suggestion& suggestion :
             value_of(suggest_resolutions(*workspace_, request)).suggestions) {
            ids.push_back(suggestion.entry.id);
            for (const Suggestion& other : suggestion.alternatives) ids.push_back(other.entry.id);
        }
        return ids;
    }
    bool is_suggested(EntryId id) {
        const auto ids = suggested();
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }

    ReuseEvent use(const std::string& who, const std::string& when, Verdict verdict) {
        ReuseEvent event;
        event.who = who;
        event.when = *parse_timestamp(when, {});
        event.case_id = 1;
        event.text = "晚上掉线";
        event.verdict = verdict;
        return value_of(record_reuse(*workspace_, event)).event;
    }

    Desk desk_;
    Workspace* workspace_ = nullptr;
};

TEST_F(JudgeCase, IsNotSuggestedByTheNextRequestWhileTheIndexHasNotFollowed) {
    ASSERT_TRUE(is_suggested(1));
    const Judged judged = value_of(withdraw_case(*workspace_, 1, "lead1", "11 月起不再换光猫"));
    EXPECT_TRUE(workspace_->follower().has_work()) << "nobody has indexed it yet";
    EXPECT_FALSE(is_suggested(1));
    EXPECT_TRUE(is_suggested(2));
    EXPECT_NE(desk_.read("cases/2026-03/1-a.md").find("state: invalid"), std::string::npos);
    EXPECT_EQ(judged.read.entry.state, State::invalid);

    test::expect_done(workspace_->follower().catch_up());
    EXPECT_FALSE(is_suggested(1)) << "nor afterwards";
    desk_.open();
    workspace_ = &desk_.workspace();
    EXPECT_FALSE(is_suggested(1)) << "nor after a restart";
}

TEST_F(JudgeCase, ALinkedCaseIsNotBroughtBackByItsLink) {
    value_of(workspace_->database().link_cases(1, 2, workspace_->clock().now(), "lead1"));
    value_of(withdraw_case(*workspace_, 1, "lead1", "不对了"));
    EXPECT_FALSE(is_suggested(1));
}

TEST_F(JudgeCase, WithoutAReasonNothingIsDone) {
    const auto refused = withdraw_case(*workspace_, 1, "lead1", " \n ");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kNoReason);
    EXPECT_EQ(flag_case(*workspace_, 1, "agent1", "").error().code, kNoReason);
    EXPECT_TRUE(is_suggested(1));
}

TEST_F(JudgeCase, TheReasonIsInTheHistoryWithPersonalDataMasked) {
    value_of(withdraw_case(*workspace_, 1, "lead1", "客户 13812341234 说换了也没用"));
    const auto revisions = value_of(workspace_->database().revisions_of(1, 1));
    EXPECT_EQ(revisions.front().author, "lead1");
    EXPECT_EQ(revisions.front().reason.find("13812341234"), std::string::npos);
    EXPECT_NE(revisions.front().reason.find("换了也没用"), std::string::npos);
}

TEST_F(JudgeCase, WhoUsedItInTheLastDaysIsToldAndNobodyElse) {
    use("agent1", "2026-11-20T10:00:00+08:00", Verdict::used);
    use("agent1", "2026-11-19T10:00:00+08:00", Verdict::copied);
    use("agent2", "2026-11-08T10:00:00+08:00", Verdict::copied);
    use("agent3", "2026-11-06T10:00:00+08:00", Verdict::used);  // 15 days ago
    use("lead2", "2026-11-20T11:00:00+08:00", Verdict::not_this);
    use("lead1", "2026-11-20T12:00:00+08:00", Verdict::used);  // the one who withdraws it
    use("cli", "2026-11-20T12:00:00+08:00", Verdict::used);    // nobody
    const Judged judged = value_of(withdraw_case(*workspace_, 1, "lead1", "不对了"));
    EXPECT_EQ(judged.told, 2u);
    const auto notices = told();
    ASSERT_EQ(notices.size(), 2u);
    EXPECT_EQ(notices[0].account, "agent1");
    EXPECT_EQ(notices[1].account, "agent2");
    EXPECT_EQ(notices[0].news.kind, NoticeKind::case_invalidated);
    EXPECT_EQ(notices[0].news.subject, "#1 宽带每晚掉线");
    EXPECT_EQ(notices[0].news.path, "/cases/1");
    EXPECT_EQ(notices[0].news.by, "lead1");
    EXPECT_EQ(notices[0].news.note, "不对了");
}

TEST_F(JudgeCase, AReuseThatWasTakenBackIsNone) {
    const ReuseEvent event = use("agent1", "2026-11-20T10:00:00+08:00", Verdict::used);
    value_of(undo_reuse(*workspace_, event.id, "agent1"));
    EXPECT_EQ(value_of(withdraw_case(*workspace_, 1, "lead1", "不对了")).told, 0u);
    EXPECT_TRUE(told().empty());
}

TEST_F(JudgeCase, BringingBackRestoresTheStateThatItHad) {
    use("agent1", "2026-11-20T10:00:00+08:00", Verdict::used);
    value_of(withdraw_case(*workspace_, 1, "lead1", "不对了"));
    const Judged restored = value_of(restore_case(*workspace_, 1, person("lead1")));
    EXPECT_EQ(restored.read.entry.state, State::verified);
    EXPECT_EQ(restored.told, 1u);
    EXPECT_EQ(told().back().news.kind, NoticeKind::case_restored);
    test::expect_done(workspace_->follower().catch_up());
    EXPECT_TRUE(is_suggested(1));
    EXPECT_EQ(restore_case(*workspace_, 1, person("lead1")).error().code, kNotWithdrawn);
    EXPECT_EQ(confirm_case(*workspace_, 99, "lead1").error().kind, ErrorKind::not_found);
}

TEST_F(JudgeCase, WhatALeadWithdrewAnAuthorDoesNotBringBack) {
    add("author1", Role::author);
    value_of(withdraw_case(*workspace_, 1, "lead1", "不对了"));
    EXPECT_EQ(find_withdrawal(*workspace_, 1).by, "lead1");
    EXPECT_EQ(find_withdrawal(*workspace_, 1).reason, "不对了");
    const auto refused = restore_case(*workspace_, 1, person("author1"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(refused.error().code, kWithdrawnByOther);
    value_of(restore_case(*workspace_, 1, person("lead2")));

    value_of(withdraw_case(*workspace_, 1, "author1", "弄错了"));
    EXPECT_EQ(value_of(restore_case(*workspace_, 1, person("author1"))).read.entry.state,
              State::verified);
}

TEST_F(JudgeCase, ConfirmingSetsTheDayAndSettlesTheFlags) {
    value_of(flag_case(*workspace_, 1, "agent1", "客户说不行"));
    const Judged confirmed = value_of(confirm_case(*workspace_, 1, "lead1"));
    EXPECT_EQ(to_text(*confirmed.read.entry.confirmed), "2026-11-21");
    EXPECT_NE(desk_.read("cases/2026-03/1-a.md").find("confirmed: 2026-11-21"), std::string::npos);
    EXPECT_TRUE(value_of(store::CaseFlags(workspace_->database()).open(1, 10)).empty());
}

TEST_F(JudgeCase, AFlagGoesToTheLeadsAndChangesNothing) {
    value_of(flag_case(*workspace_, 1, "agent1", "客户说不行"));
    value_of(flag_case(*workspace_, 1, "agent1", "还是不行"));
    const auto notices = told();
    ASSERT_EQ(notices.size(), 4u) << "two leads, twice";
    EXPECT_EQ(notices[0].account, "lead1");
    EXPECT_EQ(notices[1].account, "lead2");
    EXPECT_EQ(notices[0].news.kind, NoticeKind::case_needs_a_look);
    EXPECT_TRUE(is_suggested(1));
    const auto flags = value_of(store::CaseFlags(workspace_->database()).open({}, 10));
    ASSERT_EQ(flags.size(), 1u) << "one of each person";
    EXPECT_EQ(flags[0].reason, "客户说不行");
}

TEST_F(JudgeCase, OnlyWhatIsSuggestedCanBeWithdrawn) {
    value_of(withdraw_case(*workspace_, 1, "lead1", "不对了"));
    EXPECT_EQ(withdraw_case(*workspace_, 1, "lead1", "再来").error().code, kCannotBeJudged);
    EXPECT_EQ(flag_case(*workspace_, 1, "agent1", "看看").error().code, kCannotBeJudged);
}

TEST(StaleCases, AreThoseOverdueTheLongestFirst) {
    Desk desk;
    desk.write("cases/1.md",
               case_text(1, "很久没核实", "甲", "乙", "state: verified\nconfirmed: 2025-01-01\n"));
    desk.write("cases/2.md", case_text(2, "过了有效期", "甲", "乙",
                                       "state: unverified\nvalid_until: 2025-06-01\n"));
    desk.write("cases/3.md",
               case_text(3, "刚核实过", "甲", "乙", "state: verified\nconfirmed: 2026-11-01\n"));
    desk.write("cases/4.md",
               case_text(4, "已经停用", "甲", "乙", "state: invalid\nvalid_until: 2020-01-01\n"));
    desk.write("cases/5.md",
               case_text(5, "今天到期", "甲", "乙", "state: verified\nvalid_until: 2026-11-21\n"));
    Workspace& workspace = desk.open();
    const StaleCases stale = value_of(find_stale_cases(workspace, Viewer::of_the_machine(), 10));
    ASSERT_EQ(stale.found.size(), 2u);
    EXPECT_EQ(stale.found[0].id, 2);
    EXPECT_EQ(stale.found[1].id, 1);
    EXPECT_TRUE(stale.looked_at_all);
    EXPECT_EQ(value_of(find_stale_cases(workspace, Viewer::of_the_machine(), 1)).found.size(), 1u);
}

}  // namespace
}  // namespace casebook::app
