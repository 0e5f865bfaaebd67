#include "domain/complaint.h"

#include <gtest/gtest.h>

#include <set>

#include "domain/nudge.h"

namespace casebook {
namespace {

using namespace std::chrono_literals;

Timestamp at(std::string_view text) {
    return *parse_timestamp(text, 8h);
}

TEST(StatesOfAComplaint, FollowEachOtherAsTheTableSays) {
    EXPECT_TRUE(may_follow(ComplaintState::open, ComplaintState::waiting_for_department));
    EXPECT_TRUE(may_follow(ComplaintState::resolved, ComplaintState::followed_up));
    EXPECT_TRUE(may_follow(ComplaintState::closed, ComplaintState::open));
    EXPECT_FALSE(may_follow(ComplaintState::open, ComplaintState::followed_up));
    EXPECT_FALSE(may_follow(ComplaintState::closed, ComplaintState::resolved));
    for (const ComplaintState state : kComplaintStates) EXPECT_FALSE(may_follow(state, state));
}

TEST(StatesOfAComplaint, HaveNamesThatAreReadBack) {
    std::set<std::string_view> names;
    for (const ComplaintState state : kComplaintStates) {
        EXPECT_EQ(parse_complaint_state(to_text(state)), state);
        names.insert(to_text(state));
    }
    EXPECT_EQ(names.size(), std::size(kComplaintStates));
    EXPECT_FALSE(parse_complaint_state("lost"));
}

TEST(TheContractOfACategory, NamesTheFactsThatAreStillMissing) {
    Complaint complaint;
    complaint.facts = {{"宽带账号", "kd-1"}};
    EXPECT_EQ(missing_facts(complaint, {"安装地址", "宽带账号", "掉线时段"}),
              (std::vector<std::string>{"安装地址", "掉线时段"}));
}

TEST(AComplaint, IsSeenByItsOwnerItsTeamTheDepartmentThatHasItAndLeads) {
    Complaint complaint;
    complaint.owner = "Agent07";
    complaint.team = "一班";
    complaint.department = "网络运维部";
    Person person;
    person.name = "agent07";
    EXPECT_TRUE(may_see(person, complaint));
    EXPECT_TRUE(may_see_contact(person, complaint));
    person.name = "agent08";
    EXPECT_FALSE(may_see(person, complaint));
    person.team = "一班";
    EXPECT_TRUE(may_see(person, complaint));
    EXPECT_FALSE(may_see_contact(person, complaint));
    person.team = "网络运维部";
    EXPECT_TRUE(may_see(person, complaint));
    person.team = "二班";
    EXPECT_FALSE(may_see(person, complaint));
    person.role = Role::lead;
    EXPECT_TRUE(may_see_contact(person, complaint));
    complaint.team = complaint.department = "";
    person = {};
    person.name = "agent09";
    EXPECT_FALSE(may_see(person, complaint)) << "no team is nobody's team";
}

class Nudges : public testing::Test {
  protected:
    Nudges() {
        complaint_.customer_heard = at("2026-11-21T09:00:00");
        complaint_.next = NextAction{NextActionKind::call_customer, "", at("2026-11-21T13:00:00")};
    }
    Complaint complaint_;
    NudgeRules rules_;
};

TEST_F(Nudges, WaitUntilItIsTime) {
    EXPECT_FALSE(nudge_for(complaint_, rules_, at("2026-11-21T12:59:00")));
    const auto nudge = nudge_for(complaint_, rules_, at("2026-11-21T13:00:00"));
    ASSERT_TRUE(nudge);
    EXPECT_EQ(nudge->kind, Nudge::Kind::due);
    EXPECT_EQ(nudge->action, NextActionKind::call_customer);
}

TEST_F(Nudges, SayThatAComplaintIsStuckWhenWhatWasDueIsStillNotDone) {
    const auto nudge = nudge_for(complaint_, rules_, at("2026-11-21T17:00:00"));
    ASSERT_TRUE(nudge);
    EXPECT_EQ(nudge->kind, Nudge::Kind::stuck);
}

TEST_F(Nudges, PushTheDepartmentUnlessTheCustomerHasWaitedInSilenceForTooLong) {
    complaint_.state = ComplaintState::waiting_for_department;
    complaint_.next = NextAction{NextActionKind::push_department, "", at("2026-11-21T11:00:00")};
    EXPECT_EQ(nudge_for(complaint_, rules_, at("2026-11-21T11:30:00"))->action,
              NextActionKind::push_department);
    EXPECT_EQ(nudge_for(complaint_, rules_, at("2026-11-21T13:00:00"))->action,
              NextActionKind::call_customer);
    complaint_.customer_heard = at("2026-11-21T12:00:00");
    EXPECT_EQ(nudge_for(complaint_, rules_, at("2026-11-21T13:00:00"))->action,
              NextActionKind::push_department);
}

TEST_F(Nudges, SayNothingOfWhatIsClosedUnlessSomethingIsStillToBeDone) {
    complaint_.state = ComplaintState::closed;
    complaint_.next.reset();
    EXPECT_FALSE(nudge_for(complaint_, rules_, at("2026-12-21T13:00:00")));
    complaint_.next = NextAction{NextActionKind::apologise, "", at("2026-11-21T13:00:00")};
    EXPECT_EQ(nudge_for(complaint_, rules_, at("2026-11-21T13:01:00"))->action,
              NextActionKind::apologise);
}

TEST(WhatComesNext, DependsOnWhoHasTheComplaint) {
    const NudgeRules rules;
    const Timestamp now = at("2026-11-21T09:00:00");
    EXPECT_EQ(usual_next_action(ComplaintState::open, rules, now)->due, at("2026-11-21T13:00:00"));
    EXPECT_EQ(usual_next_action(ComplaintState::waiting_for_department, rules, now)->kind,
              NextActionKind::push_department);
    EXPECT_FALSE(usual_next_action(ComplaintState::closed, rules, now));
}

}  // namespace
}  // namespace casebook
