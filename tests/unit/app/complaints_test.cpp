// A complaint from the first word to its end: taken, moved, sent back, merged, closed, judged by the customer.
#include <fmt/format.h>

#include <thread>

#include "app/backup.h"
#include "app/check_library.h"
#include "app/complaints/add_step.h"
#include "app/complaints/bounce_complaint.h"
#include "app/complaints/change_details.h"
#include "app/complaints/close_complaint.h"
#include "app/complaints/draft_from_complaint.h"
#include "app/complaints/hand_over.h"
#include "app/complaints/import_complaints.h"
#include "app/complaints/merge_complaints.h"
#include "app/complaints/move_complaint.h"
#include "app/complaints/nudge_complaints.h"
#include "app/complaints/purge_contacts.h"
#include "app/complaints/read_complaints.h"
#include "app/complaints/suggestion_card.h"
#include "app/complaints/take_complaint.h"
#include "app/complaints/wait_for.h"
#include "app/notice_board.h"
#include "app/people/accounts.h"
#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::value_of;

class Diary final : public ComplaintListener {
  public:
    explicit Diary(std::vector<std::string>& heard) : heard_(heard) {}
    void told(const std::string& account, ComplaintNews news) override {
        heard_.push_back(fmt::format("{} {} {} {}", account, to_text(news.kind), news.number,
                                     news.action ? to_text(*news.action) : news.detail));
    }

  private:
    std::vector<std::string>& heard_;
};

class ComplaintDeskTest : public testing::Test {
  protected:
    ComplaintDeskTest() {
        desk_.write("cases/1.md", case_text(1, "宽带每晚掉线", "每晚掉线", "换光猫"));
        desk_.write("cases/2.md", case_text(2, "草稿", "停机", "", "state: draft\n"));
        desk_.write("categories.yml",
                    "categories:\n  - path: 网络/宽带\n    department: 网络运维部\n    product: "
                    "家庭宽带\n    facts: [宽带账号, 安装地址]\n    push_after: 60\n");
        desk_.open();
        workspace().complaint_desk().use_listener(std::make_unique<Diary>(heard_));
        agent_ = person("agent07", Role::agent, "一班");
        colleague_ = person("agent08", Role::agent, "一班");
        stranger_ = person("agent09", Role::agent, "二班");
        lead_ = person("leader", Role::lead, "");
    }
    Workspace& workspace() { return desk_.workspace(); }
    Person person(const std::string& name, Role role, const std::string& team) {
        return value_of(workspace().accounts().add({name, "", role, team}, {"test", ""}));
    }
    void set_time(std::string_view text) {
        workspace().use_clock(std::make_unique<FixedClock>(*parse_timestamp(text, {})));
    }
    Complaint take(const std::string& text = "宽带每晚掉线，电话13812341234",
                   const std::string& category = "网络/宽带/掉线") {
        return take_as(agent_, text, category);
    }
    Complaint take_as(const Person& by, const std::string& text,
                      const std::string& category = "网络/宽带/掉线") {
        NewComplaint taken;
        taken.text = text;
        taken.category = category;
        return value_of(take_complaint(workspace(), by, taken)).complaint;
    }
    static ComplaintEdit edit(const Complaint& complaint) {
        return {complaint.number, complaint.version};
    }
    Complaint give_to_department(const Complaint& complaint) {
        return value_of(
            wait_for(workspace(), agent_, edit(complaint),
                     {ComplaintState::waiting_for_department, "网络运维部", "转过去", 3, {}}));
    }
    Complaint resolve(const Complaint& complaint) {
        return value_of(move_complaint(workspace(), agent_, edit(complaint),
                                       {ComplaintState::resolved, "换了光猫", 5}));
    }
    Complaint close(const Complaint& complaint) {
        return value_of(
            close_complaint(workspace(), agent_, edit(complaint), {Solved::yes, 1, {}, ""}));
    }
    Result<ComplaintDraft> make_draft(const Complaint& complaint) {
        return draft_from_complaint(workspace(), agent_, edit(complaint), store::Origin::page);
    }
    std::vector<ReuseEvent> reuses() {
        return value_of(workspace().database().reuse_events_of(1, 10));
    }
    std::string code_of(const Result<Complaint>& result) {
        return result ? "" : result.error().code;
    }

    test::Desk desk_;
    std::vector<std::string> heard_;
    Person agent_, colleague_, stranger_, lead_;
};

TEST_F(ComplaintDeskTest, ATakenComplaintHasANumberAnOwnerAndANextStep) {
    const Complaint complaint = take();
    EXPECT_EQ(complaint.number, 1);
    EXPECT_EQ(complaint.owner, "agent07");
    EXPECT_EQ(complaint.team, "一班");
    ASSERT_TRUE(complaint.next);
    EXPECT_EQ(complaint.next->kind, NextActionKind::call_customer);
    EXPECT_EQ(complaint.next->due.text(), "2026-11-21T13:00:00+08:00");
    EXPECT_TRUE(heard_.empty()) << "nobody is told of what he did himself";
}

TEST_F(ComplaintDeskTest, TheNumberOfTheCallerIsMaskedInTheTextAndKeptApart) {
    const Complaint complaint = take();
    EXPECT_EQ(complaint.text, "宽带每晚掉线，电话138＊＊＊＊1234");
    EXPECT_EQ(complaint.contact, "13812341234");
    EXPECT_EQ(value_of(read_complaint_record(workspace(), colleague_, 1)).complaint.contact, "");
    EXPECT_EQ(value_of(read_complaint_record(workspace(), lead_, 1)).complaint.contact,
              "13812341234");
    const auto refused =
        change_details(workspace(), colleague_, edit(complaint), {{}, {}, "13900000000", {}});
    EXPECT_EQ(code_of(refused), "complaint_contact");
}

TEST_F(ComplaintDeskTest, WhatIsSomebodyElsesIsNotThere) {
    const Complaint complaint = take();
    EXPECT_EQ(code_of(read_complaint(workspace(), stranger_, 1)), "complaint_none");
    EXPECT_EQ(code_of(add_step(workspace(), stranger_, edit(complaint), {})),
              "complaint_empty_step");
    EXPECT_EQ(
        code_of(add_step(workspace(), stranger_, edit(complaint), {StepKind::note, "x", 0, {}})),
        "complaint_none");
    ComplaintsRequest all;
    all.view = ComplaintsView::all;
    EXPECT_EQ(value_of(list_complaints(workspace(), stranger_, all)).total, 0u);
    EXPECT_EQ(value_of(list_complaints(workspace(), colleague_, all)).total, 1u);
}

TEST_F(ComplaintDeskTest, ItsCategorySaysWhichFactsAreMissing) {
    Complaint complaint = take();
    auto record = value_of(read_complaint_record(workspace(), agent_, 1));
    EXPECT_EQ(record.missing, (std::vector<std::string>{"宽带账号", "安装地址"}));
    complaint = value_of(change_details(workspace(), agent_, edit(complaint),
                                        {{}, std::vector<Fact>{{"宽带账号", "kd-1"}}, {}, {}}));
    record = value_of(read_complaint_record(workspace(), agent_, 1));
    EXPECT_EQ(record.missing, (std::vector<std::string>{"安装地址"}));
}

TEST_F(ComplaintDeskTest, ABrokenFileOfCategoriesLeavesTheContractThatWasInUse) {
    take();
    ASSERT_EQ(value_of(read_complaint_record(workspace(), agent_, 1)).missing.size(), 2u);
    desk_.write("categories.yml", "categories: [");
    EXPECT_EQ(value_of(read_complaint_record(workspace(), agent_, 1)).missing.size(), 2u);
}

TEST_F(ComplaintDeskTest, WhatTheCustomerSaidAlreadyIsNotMissing) {
    take("宽带每晚掉线，我住东风路12号3栋502");
    const auto record = value_of(read_complaint_record(workspace(), agent_, 1));
    EXPECT_EQ(record.missing, (std::vector<std::string>{"宽带账号"}));
    ASSERT_NE(record.complaint.find_fact("安装地址"), nullptr);
    EXPECT_NE(record.complaint.text.find(record.complaint.find_fact("安装地址")->value),
              std::string::npos);
}

TEST_F(ComplaintDeskTest, ADepartmentHasItsTimeFromTheCategory) {
    const Complaint complaint = give_to_department(take());
    EXPECT_EQ(complaint.department, "网络运维部");
    EXPECT_EQ(complaint.next->kind, NextActionKind::push_department);
    EXPECT_EQ(complaint.next->due.text(), "2026-11-21T10:00:00+08:00");
    const auto nobody = wait_for(workspace(), agent_, edit(complaint),
                                 {ComplaintState::waiting_for_customer, "", "", 0, {}});
    ASSERT_TRUE(nobody);
    EXPECT_EQ(nobody->department, "");
}

TEST_F(ComplaintDeskTest, TheBackOfficeSendsItBackAndNamesTheMissingFact) {
    const Person engineer = person("engineer", Role::agent, "网络运维部");
    Complaint complaint = give_to_department(take());
    complaint = value_of(
        bounce_complaint(workspace(), engineer, edit(complaint), {"安装地址", "没有楼号"}));
    EXPECT_EQ(complaint.state, ComplaintState::open);
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent07 bounced 1 安装地址"}));
    EXPECT_EQ(value_of(workspace().complaint_desk().complaints().numbers_by_category())[0].bounces,
              1);
    EXPECT_EQ(code_of(bounce_complaint(workspace(), agent_, edit(complaint), {" ", ""})),
              "complaint_fact");
}

TEST_F(ComplaintDeskTest, AHandOverNamesTheNextOwnerTheStepAndTheTime) {
    const Complaint complaint = take();
    HandOver to{"agent09",
                {NextActionKind::call_customer, "问光猫灯",
                 *parse_timestamp("2026-11-21T11:00:00+08:00", {})},
                "",
                0};
    const Complaint handed =
        value_of(hand_over_complaint(workspace(), agent_, edit(complaint), to));
    EXPECT_EQ(handed.owner, "agent09");
    EXPECT_EQ(handed.team, "二班");
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent09 handed_over 1 call_customer"}));
    to.next.due = *parse_timestamp("2026-11-21T08:00:00+08:00", {});
    EXPECT_EQ(code_of(hand_over_complaint(workspace(), lead_, edit(handed), to)), "complaint_due");
    to.next.due = *parse_timestamp("2026-11-21T12:00:00+08:00", {});
    to.to = "nobody";
    EXPECT_EQ(code_of(hand_over_complaint(workspace(), lead_, edit(handed), to)),
              "complaint_owner");
    to.to = "agent08";
    ASSERT_TRUE(hand_over_complaint(workspace(), lead_, edit(handed), to));
    EXPECT_EQ(heard_.back(), "agent09 assigned 1 call_customer") << "who had it is told as well";
}

TEST_F(ComplaintDeskTest, WhoRemindedTheDepartmentIsToldAgainLaterAndNotAtOnce) {
    Complaint complaint = give_to_department(take());
    set_time("2026-11-21T10:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 1u);
    complaint = value_of(read_complaint(workspace(), agent_, 1));
    complaint =
        value_of(add_step(workspace(), agent_, edit(complaint), {StepKind::pushed, "", 0, {}}));
    EXPECT_EQ(complaint.next->due.text(), "2026-11-21T11:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 0u);
}

TEST_F(ComplaintDeskTest, AnApologyStaysDueWhateverElseHappens) {
    const Complaint closed = close(take());
    const SentCard sent = value_of(send_card(workspace(), agent_, edit(closed)));
    ASSERT_TRUE(answer_card(workspace(), sent.secret, "", {1, 4, "", {}, ""}));
    ComplaintsRequest mine;
    EXPECT_EQ(value_of(list_complaints(workspace(), agent_, mine)).total, 1u)
        << "closed, and something is to be done";
}

TEST_F(ComplaintDeskTest, ATeammateDoesNotTakeItForHimselfToReadTheContact) {
    const Complaint taken = take();
    HandOver to;
    to.to = "agent08";
    to.next = {NextActionKind::call_customer, "", taken.created};
    to.next.due.instant += std::chrono::hours(1);
    EXPECT_EQ(code_of(hand_over_complaint(workspace(), colleague_, edit(taken), to)),
              "complaint_not_yours");
    EXPECT_TRUE(hand_over_complaint(workspace(), lead_, edit(taken), to)) << "a lead decides";
}

TEST_F(ComplaintDeskTest, WhoIsGivenAComplaintFindsItAmongTheNotices) {
    desk_.open();  // listens as the program does
    const Complaint taken = take();
    HandOver to;
    to.to = "agent08";
    to.next = {NextActionKind::call_customer, "回电", taken.created};
    to.next.due.instant += std::chrono::hours(1);
    value_of(hand_over_complaint(workspace(), agent_, edit(taken), to));
    const auto notices = value_of(workspace().notices().latest("agent08"));
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].news.kind, NoticeKind::complaint_handed_over);
    EXPECT_EQ(notices[0].news.path, fmt::format("/complaints/{}", taken.number));
    EXPECT_EQ(notices[0].news.by, "agent07");
    EXPECT_EQ(notices[0].news.subject.find("13812341234"), std::string::npos);
}

TEST_F(ComplaintDeskTest, AChangeFromAnOlderVersionIsRefused) {
    const Complaint complaint = take();
    ASSERT_TRUE(
        add_step(workspace(), colleague_, edit(complaint), {StepKind::note, "查过", 2, {}}));
    EXPECT_EQ(
        code_of(add_step(workspace(), agent_, edit(complaint), {StepKind::note, "也查", 2, {}})),
        "complaint_changed");
}

TEST_F(ComplaintDeskTest, WhatIsWrittenIsMasked) {
    const Complaint complaint = take();
    ASSERT_TRUE(add_step(workspace(), agent_, edit(complaint),
                         {StepKind::called, "他改号13912345678", 2, {}}));
    EXPECT_EQ(value_of(read_complaint_record(workspace(), agent_, 1)).steps.back().note,
              "他改号139＊＊＊＊5678");
}

TEST_F(ComplaintDeskTest, SeveralReportsBecomeOneAndAreKept) {
    const Complaint one = take("小区整晚断网", "网络/宽带");
    Complaint other = take("三号楼断网");
    other = value_of(change_details(workspace(), agent_, edit(other),
                                    {{}, std::vector<Fact>{{"安装地址", "三号楼"}}, {}, {}}));
    const Complaint merged = value_of(merge_complaint(workspace(), colleague_, edit(other), 1));
    EXPECT_EQ(merged.number, 1);
    EXPECT_EQ(merged.find_fact("安装地址")->value, "三号楼");
    const auto record = value_of(read_complaint_record(workspace(), agent_, 2));
    EXPECT_TRUE(record.complaint.is_closed());
    EXPECT_EQ(record.complaint.merged_into, 1);
    EXPECT_EQ(record.complaint.closed_with, ClosedWith::merged);
    EXPECT_EQ(value_of(read_complaint_record(workspace(), agent_, 1)).merged,
              (std::vector<ComplaintNumber>{2}));
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent07 merged 2 1"}));
    EXPECT_TRUE(reuses().empty()) << "no case was used";
    EXPECT_EQ(code_of(merge_complaint(workspace(), agent_, edit(merged), 2)), "complaint_merge");
    EXPECT_EQ(code_of(merge_complaint(workspace(), agent_, edit(merged), 1)), "complaint_merge");
}

TEST_F(ComplaintDeskTest, ATeammateDoesNotMergeItIntoHisOwnToReadTheContact) {
    const Complaint taken = take();
    const Complaint own = take_as(colleague_, "三号楼断网，电话13822222222");
    const auto refused = merge_complaint(workspace(), colleague_, edit(taken), own.number);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(refused.error().code, "complaint_not_yours");
    EXPECT_TRUE(value_of(read_complaint_record(workspace(), colleague_, own.number))
                    .merged_callers.empty());
    EXPECT_EQ(value_of(read_complaint(workspace(), agent_, taken.number)).version, taken.version);
    const Complaint third = take("整栋断网，电话13833333333");
    EXPECT_TRUE(merge_complaint(workspace(), agent_, edit(third), own.number))
        << "its owner gives it away";
    EXPECT_TRUE(merge_complaint(workspace(), lead_, edit(taken), own.number)) << "a lead decides";
}

TEST_F(ComplaintDeskTest, WhoeverGoesOnWithWhatWasMergedCanReachAllWhoCalled) {
    const Complaint one = take("小区断网，电话13811111111");
    const Complaint two = take("三号楼断网，电话13822222222");
    const Complaint three = take("整栋断网，电话13833333333");
    value_of(merge_complaint(workspace(), agent_, edit(three), two.number));
    const Complaint both = value_of(read_complaint(workspace(), agent_, two.number));
    value_of(merge_complaint(workspace(), agent_, edit(both), one.number));
    HandOver to{"agent08", {NextActionKind::call_customer, "", one.created}, "", 0};
    to.next.due.instant += std::chrono::hours(1);
    value_of(hand_over_complaint(workspace(), lead_,
                                 edit(value_of(read_complaint(workspace(), lead_, 1))), to));
    const auto callers = value_of(read_complaint_record(workspace(), colleague_, 1)).merged_callers;
    ASSERT_EQ(callers.size(), 2u) << "also of what was merged before";
    EXPECT_EQ(callers[0].number, two.number);
    EXPECT_EQ(callers[0].contact, "13822222222");
    EXPECT_EQ(callers[1].contact, "13833333333");
    EXPECT_TRUE(value_of(read_complaint_record(workspace(), agent_, 1)).merged_callers.empty())
        << "it is somebody else's now";
}

TEST_F(ComplaintDeskTest, ContactsOfWhatWasMergedAreForgottenAfterTheOneThatWentOnIsClosed) {
    take("小区断网，电话13811111111");
    const Complaint two = take("三号楼断网，电话13822222222");
    const Complaint three = take("整栋断网，电话13833333333");
    value_of(merge_complaint(workspace(), agent_, edit(three), two.number));
    value_of(merge_complaint(workspace(), agent_,
                             edit(value_of(read_complaint(workspace(), agent_, two.number))), 1));
    set_time("2027-01-10T09:00:00+08:00");
    EXPECT_EQ(value_of(purge_contacts(workspace())), 0) << "the one goes on";
    close(value_of(read_complaint(workspace(), agent_, 1)));
    set_time("2027-02-09T08:59:00+08:00");
    EXPECT_EQ(value_of(purge_contacts(workspace())), 0);
    set_time("2027-02-09T10:00:00+08:00");
    EXPECT_EQ(value_of(purge_contacts(workspace())), 3);
    EXPECT_TRUE(value_of(read_complaint_record(workspace(), agent_, 1)).merged_callers.empty());
}

TEST_F(ComplaintDeskTest, ItClosesOnlyWithAnOutcome) {
    const Complaint complaint = resolve(take());
    EXPECT_EQ(code_of(close_complaint(workspace(), agent_, edit(complaint), {{}, 1, 12, ""})),
              "complaint_closing")
        << "solved or not is missing";
    EXPECT_EQ(
        code_of(close_complaint(workspace(), agent_, edit(complaint), {Solved::yes, 0, 12, ""})),
        "complaint_closing")
        << "no case and no draft";
    EXPECT_EQ(
        code_of(close_complaint(workspace(), agent_, edit(complaint), {Solved::yes, 2, 12, ""})),
        "reuse_hidden_case");
    EXPECT_EQ(value_of(read_complaint(workspace(), agent_, 1)).version, complaint.version)
        << "nothing was changed";
    const Complaint closed = close(complaint);
    EXPECT_EQ(closed.state, ComplaintState::closed);
    EXPECT_EQ(closed.outcome.minutes, 5) << "those of its steps";
    EXPECT_EQ(code_of(move_complaint(workspace(), agent_, edit(closed),
                                     {ComplaintState::resolved, "", 0})),
              "complaint_transition");
}

TEST_F(ComplaintDeskTest, ClosingWithACaseIsAConfirmedReuseOfIt) {
    close(take());
    ASSERT_EQ(reuses().size(), 1u);
    EXPECT_EQ(reuses()[0].who, "agent07");
    EXPECT_EQ(reuses()[0].text, "宽带每晚掉线，电话138＊＊＊＊1234");
    EXPECT_EQ(reuses()[0].outcome.solved, true);
    EXPECT_EQ(workspace().outcomes().find(1).uses, 1);
    ASSERT_TRUE(settle_reuses(workspace()));
    EXPECT_EQ(reuses().size(), 1u);
}

TEST_F(ComplaintDeskTest, UsedAtTheDeskAndClosedWithTheSameCaseIsOneReuse) {
    ReuseEvent said;
    said.who = "agent07";
    said.case_id = 1;
    said.text = "宽带每晚掉线，电话13812341234";
    ASSERT_TRUE(record_reuse(workspace(), said));
    close(take());
    EXPECT_EQ(workspace().outcomes().find(1).uses, 1);
}

TEST_F(ComplaintDeskTest, TheCardsAnswerIsInTheOutcomeAndInTheReuse) {
    const Complaint closed = close(take());
    const SentCard sent = value_of(send_card(workspace(), agent_, edit(closed)));
    ASSERT_TRUE(open_card(workspace(), sent.secret, "10.0.0.1"));
    ASSERT_TRUE(answer_card(workspace(), sent.secret, "10.0.0.1",
                            {4, 5, "打我13812341234", store::CardAnswer::Visit::first, ""}));
    const auto record = value_of(read_complaint_record(workspace(), agent_, 1));
    EXPECT_EQ(record.complaint.outcome.satisfaction, 4);
    EXPECT_EQ(record.steps.back().note, "打我138＊＊＊＊1234");
    ASSERT_EQ(reuses().size(), 2u);
    EXPECT_EQ(reuses()[0].outcome.satisfaction, 4);
    EXPECT_EQ(reuses()[0].outcome.expectation, 5);
    EXPECT_TRUE(reuses()[1].undone) << "the one that did not know it yet";
    EXPECT_EQ(workspace().outcomes().find(1).uses, 1);
    EXPECT_EQ(answer_card(workspace(), sent.secret, "10.0.0.1", {4, 5, "", {}, ""}).error().code,
              "card_gone");
    EXPECT_TRUE(heard_.empty());
}

TEST_F(ComplaintDeskTest, AOneOpensACallToApologiseWithADeadlineAndAResult) {
    const Complaint closed = close(take());
    const SentCard sent = value_of(send_card(workspace(), agent_, edit(closed)));
    ASSERT_TRUE(answer_card(workspace(), sent.secret, "", {1, 4, "", {}, ""}));
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent07 bad_card 1 apologise"}));
    Complaint complaint = value_of(read_complaint(workspace(), agent_, 1));
    EXPECT_TRUE(complaint.is_closed());
    EXPECT_EQ(complaint.next->due.text(), "2026-11-21T13:00:00+08:00");
    complaint =
        value_of(add_step(workspace(), agent_, edit(complaint), {StepKind::note, "没人接", 1, {}}));
    EXPECT_TRUE(complaint.next) << "a note is no apology";
    complaint = value_of(
        add_step(workspace(), agent_, edit(complaint), {StepKind::apologised, "接受了", 6, {}}));
    EXPECT_FALSE(complaint.next);
}

TEST_F(ComplaintDeskTest, ACardIsForWhatHasAnAnswerAndItsLinkEnds) {
    const Complaint complaint = take();
    EXPECT_EQ(send_card(workspace(), agent_, edit(complaint)).error().code, "card_too_early");
    const SentCard sent = value_of(send_card(workspace(), agent_, edit(resolve(complaint))));
    EXPECT_EQ(answer_card(workspace(), sent.secret, "", {0, 4, "", {}, ""}).error().code,
              "card_incomplete");
    const SentCard newer = value_of(send_card(workspace(), agent_, edit(sent.complaint)));
    EXPECT_FALSE(open_card(workspace(), sent.secret, "")) << "the newer one voids it";
    set_time("2026-12-06T09:00:00+08:00");
    EXPECT_FALSE(open_card(workspace(), newer.secret, ""));
}

TEST_F(ComplaintDeskTest, LinksOfCardsCannotBeFoundByTrying) {
    const SentCard sent = value_of(send_card(workspace(), agent_, edit(resolve(take()))));
    for (int i = 0; i < CardThrottle::kMisses; ++i)
        EXPECT_EQ(open_card(workspace(), fmt::format("{:032}", i), "10.0.0.9").error().code,
                  "card_gone");
    const auto refused = open_card(workspace(), sent.secret, "10.0.0.9");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kCardWait);
    EXPECT_EQ(refused.error().detail, "600") << "seconds";
    EXPECT_TRUE(open_card(workspace(), sent.secret, "10.0.0.8"));
}

TEST(TheThrottleOfCards, CountsATryWhenItBeginsAndANetworkAsOneAddress) {
    CardThrottle throttle;
    const std::chrono::sys_seconds now{std::chrono::seconds(1'800'000'000)};
    for (int i = 0; i < CardThrottle::kMisses; ++i)
        EXPECT_FALSE(throttle.wait_before(fmt::format("2001:db8:1:2::{:x}", i), now))
            << "none of them is known to be wrong yet";
    EXPECT_TRUE(throttle.wait_before("2001:db8:1:2:ffff::1", now)) << "the same /64";
    EXPECT_FALSE(throttle.wait_before("2001:db8:1:3::1", now)) << "another one";
    throttle.was_right("2001:db8:1:2::1");
    EXPECT_FALSE(throttle.wait_before("2001:db8:1:2::9", now)) << "one of them was right";
    EXPECT_TRUE(throttle.wait_before("2001:db8:1:2::9", now));
    EXPECT_FALSE(throttle.wait_before("2001:db8:1:2::9", now + CardThrottle::kWindow));
}

TEST_F(ComplaintDeskTest, OwnersAreToldOnceWhatIsDueAndOnceThatItIsStuck) {
    give_to_department(take());
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 0u);
    set_time("2026-11-21T10:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 1u);
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 0u);
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent07 due 1 push_department"}));
    set_time("2026-11-21T14:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).stuck, 1u);
    EXPECT_EQ(value_of(nudge_complaints(workspace())).stuck, 0u);
    EXPECT_EQ(heard_.back(), "agent07 stuck 1 call_customer");
    ComplaintsRequest stuck;
    stuck.view = ComplaintsView::stuck;
    EXPECT_EQ(value_of(list_complaints(workspace(), agent_, stuck)).total, 1u);
    const Complaint complaint = value_of(read_complaint(workspace(), agent_, 1));
    ASSERT_TRUE(add_step(workspace(), agent_, edit(complaint), {StepKind::called, "说了", 1, {}}));
    EXPECT_EQ(value_of(list_complaints(workspace(), agent_, stuck)).total, 0u);
}

TEST_F(ComplaintDeskTest, LeadsHearWhatNobodyAnswersForAnyMore) {
    const Person own_lead = person("own_lead", Role::lead, "一班");
    take();
    set_time("2026-11-21T13:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 1u);
    PersonChange leaves;
    leaves.disabled = true;
    value_of(workspace().accounts().change(agent_.id, leaves, {"test", ""}));
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 1u) << "told before to nobody who works";
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 0u);
    EXPECT_EQ(heard_, (std::vector<std::string>{"agent07 due 1 call_customer",
                                                "own_lead due 1 call_customer"}))
        << "the lead of its team, not the others";
    value_of(workspace().accounts().change(own_lead.id, leaves, {"test", ""}));
    set_time("2026-11-25T13:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).stuck, 1u);
    EXPECT_EQ(heard_.back(), "leader stuck 1 call_customer") << "no lead of the team: all leads";
}

TEST_F(ComplaintDeskTest, LeadsHearOnceARoundOfAllThatNobodyAnswersFor) {
    desk_.write("../calls.csv", "complaint,external_id\n宽带断了,a\n宽带又断了,b\n账单不对,c\n");
    value_of(import_complaint_rows(workspace(), desk_.folder() / "calls.csv",
                                   {"cli", "", ImportMode::write}, {}));
    heard_.clear();
    set_time("2026-11-21T13:00:00+08:00");
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 3u);
    EXPECT_EQ(heard_.size(), 1u);
    EXPECT_EQ(value_of(nudge_complaints(workspace())).due, 0u);
    EXPECT_EQ(heard_.size(), 1u);
}

TEST_F(ComplaintDeskTest, AnImportWithoutAnOwnerTellsTheLeadsOnce) {
    desk_.write("../calls.csv", "complaint,external_id\n宽带断了,a\n宽带又断了,b\n");
    const auto import = [&](const std::string& owner) {
        return import_complaint_rows(workspace(), desk_.folder() / "calls.csv",
                                     {"cli", owner, ImportMode::write}, {});
    };
    EXPECT_EQ(value_of(import("")).added, 2u);
    EXPECT_EQ(heard_, (std::vector<std::string>{"leader unowned 1 ×2"}));
    EXPECT_EQ(value_of(import("")).unchanged, 2u);
    EXPECT_EQ(heard_.size(), 1u) << "nothing new came in";
}

TEST_F(ComplaintDeskTest, ContactsAreForgottenSomeDaysAfterClosing) {
    close(take());
    set_time("2026-12-21T08:59:00+08:00");
    EXPECT_EQ(value_of(purge_contacts(workspace())), 0);
    set_time("2026-12-21T10:00:00+08:00");
    EXPECT_EQ(value_of(purge_contacts(workspace())), 1) << "by the hour";
    EXPECT_EQ(value_of(read_complaint(workspace(), agent_, 1)).contact, "");
}

TEST_F(ComplaintDeskTest, ADraftHoldsWhatTheComplaintTaught) {
    Complaint complaint = resolve(give_to_department(take("宽带每晚掉线。报修两次没人来")));
    const ComplaintDraft made = value_of(make_draft(complaint));
    const Entry draft = value_of(read_entry(workspace(), made.draft)).entry;
    EXPECT_EQ(draft.state, State::draft);
    EXPECT_EQ(draft.title, "宽带每晚掉线");
    EXPECT_EQ(draft.author, "agent07");
    EXPECT_EQ(draft.category, "网络/宽带/掉线");
    EXPECT_EQ(draft.product, "家庭宽带");
    EXPECT_EQ(draft.outcome.minutes, 8);
    EXPECT_EQ(draft.text(Field::complaint), "宽带每晚掉线。报修两次没人来");
    EXPECT_EQ(draft.text(Field::resolution), "- 转过去 (3′)\n- 换了光猫 (5′)");
    EXPECT_EQ(value_of(make_draft(made.complaint)).draft, made.draft)
        << "the second press opens the same one";
    const Complaint closed = value_of(
        close_complaint(workspace(), agent_, edit(made.complaint), {Solved::yes, 0, {}, ""}));
    EXPECT_EQ(closed.closed_with, ClosedWith::draft);
    EXPECT_EQ(closed.case_id, made.draft);
}

TEST_F(ComplaintDeskTest, ManyPressesMakeOneDraft) {
    const Complaint complaint = take();
    std::vector<EntryId> drafts(4);
    std::vector<std::thread> presses;
    for (EntryId& draft : drafts)
        presses.emplace_back([&] {
            const auto made = make_draft(complaint);
            if (made) draft = made->draft;
        });
    for (std::thread& press : presses) press.join();
    EXPECT_NE(drafts[0], 0);
    for (const EntryId draft : drafts) EXPECT_EQ(draft, drafts[0]);
    EXPECT_EQ(value_of(read_complaint_record(workspace(), agent_, 1)).steps.size(), 2u);
}

TEST_F(ComplaintDeskTest, AClosedComplaintHasOneDraftToo) {
    const Complaint closed = close(take());
    const ComplaintDraft made = value_of(make_draft(closed));
    EXPECT_EQ(value_of(make_draft(made.complaint)).draft, made.draft);
    EXPECT_EQ(made.complaint.closed_with, ClosedWith::used_case) << "what it was closed with stays";
    const Complaint reopened = value_of(
        move_complaint(workspace(), agent_, edit(made.complaint), {ComplaintState::open, "", 0}));
    EXPECT_EQ(reopened.closed_with, ClosedWith::nothing);
    const ComplaintDraft again = value_of(make_draft(reopened));
    EXPECT_EQ(again.draft, made.draft);
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(value_of(make_draft(again.complaint)).complaint.version, again.complaint.version)
        << "it is linked once";
    const Complaint closed_again = value_of(
        close_complaint(workspace(), agent_, edit(again.complaint), {Solved::yes, 0, {}, ""}));
    EXPECT_EQ(closed_again.closed_with, ClosedWith::draft);
    EXPECT_EQ(closed_again.case_id, made.draft);
}

TEST_F(ComplaintDeskTest, WhoMayNotReadTheDraftIsToldWhoseItIsAndClosesWithItAllTheSame) {
    const ComplaintDraft made = value_of(make_draft(close(take())));
    const Complaint reopened = value_of(
        move_complaint(workspace(), agent_, edit(made.complaint), {ComplaintState::open, "", 0}));
    const auto refused =
        draft_from_complaint(workspace(), colleague_, edit(reopened), store::Origin::page);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kDraftOfOther);
    EXPECT_EQ(refused.error().detail, "agent07");
    const Complaint now = value_of(read_complaint(workspace(), colleague_, reopened.number));
    const Complaint closed =
        value_of(close_complaint(workspace(), colleague_, edit(now), {Solved::yes, 0, {}, ""}));
    EXPECT_EQ(closed.closed_with, ClosedWith::draft);
    EXPECT_EQ(closed.case_id, made.draft);
}

TEST_F(ComplaintDeskTest, ADraftIsMadeFromTheVersionThatWasRead) {
    const Complaint complaint = take();
    ASSERT_TRUE(
        add_step(workspace(), colleague_, edit(complaint), {StepKind::note, "查过", 2, {}}));
    const auto refused = make_draft(complaint);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, store::kComplaintChanged);
}

TEST_F(ComplaintDeskTest, WithoutWordsOrWithTooManyNothingIsTaken) {
    NewComplaint taken;
    taken.text = " 。 ";
    EXPECT_EQ(take_complaint(workspace(), agent_, taken).error().code, "complaint_no_words");
    for (std::size_t i = 0; i <= kLongestComplaintText; ++i) taken.text += "掉";
    EXPECT_EQ(take_complaint(workspace(), agent_, taken).error().code, "complaint_too_long");
}

TEST_F(ComplaintDeskTest, TheyAreInEveryBackupAndCheckCountsThem) {
    close(take());
    const auto backup = desk_.folder() / "b.tar.zst", to = desk_.folder() / "restored";
    value_of(back_up({desk_.content(), desk_.state()}, backup, {"1", workspace().clock()}, {}));
    value_of(restore_backup(backup, {to / "content", to / "state"}, Existing::refuse,
                            workspace().clock(), {}));
    const auto report = value_of(check_library(to / "content", to / "state", {}));
    EXPECT_EQ(report.complaints, 1u);
    for (const auto& found : report.findings) EXPECT_NE(found.error.code, "complaint_steps");
    const auto database = value_of(store::Database::open(to / "state" / "casebook.db"));
    EXPECT_EQ(value_of(store::Complaints(database).steps_of(1)).size(), 2u);
}

TEST_F(ComplaintDeskTest, EverythingIsThereAfterARestart) {
    const Complaint closed = close(give_to_department(take()));
    desk_.open();
    const auto record = value_of(read_complaint_record(workspace(), agent_, 1));
    EXPECT_EQ(record.complaint.version, closed.version);
    EXPECT_EQ(record.steps.size(), 3u);
    EXPECT_EQ(workspace().outcomes().find(1).uses, 1);
}

}  // namespace
}  // namespace casebook::app
