#include "store/complaints.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/audit_log.h"
#include "store/complaint_cards.h"
#include "store/database.h"
#include "support/desk.h"

namespace casebook::store {
namespace {

using test::value_of;

Timestamp at(std::string_view text) {
    return *parse_timestamp(text, std::chrono::minutes(480));
}

class ComplaintsTest : public testing::Test {
  protected:
    static Complaint a_complaint(const std::string& owner = "agent07") {
        Complaint complaint;
        complaint.text = "宽带每晚掉线";
        complaint.category = "网络/宽带";
        complaint.owner = owner;
        complaint.team = "一班";
        complaint.created = complaint.updated = complaint.customer_heard =
            at("2026-11-21T09:00:00");
        complaint.next =
            NextAction{NextActionKind::call_customer, "问光猫", at("2026-11-21T13:00:00")};
        complaint.contact = "13812341234";
        complaint.facts = {{"宽带账号", "kd-1"}, {"安装地址", "东街"}};
        return complaint;
    }
    Complaint add(const Complaint& complaint) {
        return value_of(complaints_.add(
                            complaint,
                            {1, "agent07", at("2026-11-21T09:00:00"), StepKind::taken, "", "", 0},
                            event()))
            .complaint;
    }
    static AuditEvent event() {
        return {at("2026-11-21T09:00:00"), "agent07", "complaint.taken", "", ""};
    }
    static ComplaintStep step(StepKind kind, std::string note = "", int minutes = 0) {
        return {0, "agent07", at("2026-11-21T09:30:00"), kind, std::move(note), "", minutes};
    }

    TemporaryFolder folder_;
    Database database_ = value_of(Database::open(folder_.path() / "casebook.db"));
    Complaints complaints_{database_};
};

TEST_F(ComplaintsTest, AreNumberedFromOneAndReadBackAsTheyWereKept) {
    EXPECT_EQ(add(a_complaint()).number, 1);
    const Complaint second = add(a_complaint());
    EXPECT_EQ(second.number, 2);
    const Complaint read = value_of(complaints_.find(2)).value();
    EXPECT_EQ(read.version, 1);
    EXPECT_EQ(read.text, "宽带每晚掉线");
    EXPECT_EQ(read.contact, "13812341234");
    EXPECT_EQ(read.next, second.next);
    EXPECT_EQ(read.facts, second.facts);
    EXPECT_EQ(read.customer_heard, second.customer_heard);
    EXPECT_FALSE(value_of(complaints_.find(3)));
}

TEST_F(ComplaintsTest, TheSameSourceIsTheSameComplaint) {
    Complaint mail = a_complaint();
    mail.external_id = "mail:1";
    add(mail);
    const auto again = value_of(complaints_.add(mail, step(StepKind::taken), event()));
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(again.complaint.number, 1);
    EXPECT_EQ(value_of(complaints_.list({})).total, 1u);
}

TEST_F(ComplaintsTest, AChangeIsAStepWithItsLineOfTheTrail) {
    Complaint complaint = add(a_complaint());
    complaint.state = ComplaintState::waiting_for_department;
    complaint.facts = {{"宽带账号", "kd-2"}};
    complaint = value_of(complaints_.change(
        complaint, step(StepKind::waiting_for_department, "转网络部", 4), event()));
    EXPECT_EQ(complaint.version, 2);
    const auto steps = value_of(complaints_.steps_of(1));
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[1].note, "转网络部");
    EXPECT_EQ(steps[1].minutes, 4);
    EXPECT_EQ(steps[1].version, 2);
    EXPECT_EQ(value_of(complaints_.find(1))->facts, complaint.facts);
    EXPECT_EQ(value_of(AuditLog(database_).latest(10)).size(), 2u);
}

TEST_F(ComplaintsTest, WhatSomebodyElseChangedMeanwhileIsNotWrittenOver) {
    const Complaint read = add(a_complaint());
    Complaint first = read, second = read;
    first.category = "网络/宽带/掉线";
    second.category = "别的";
    ASSERT_TRUE(complaints_.change(first, step(StepKind::changed), event()));
    const auto refused = complaints_.change(second, step(StepKind::changed), event());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kComplaintChanged);
    EXPECT_EQ(value_of(complaints_.find(1))->category, "网络/宽带/掉线");
    EXPECT_EQ(value_of(complaints_.steps_of(1)).size(), 2u);
}

TEST_F(ComplaintsTest, ChangesThatGoTogetherAreAllMadeOrNone) {
    const Complaint one = add(a_complaint());
    Complaint old = add(a_complaint());
    old.version = 7;
    ASSERT_FALSE(complaints_.change_all(
        {{one, step(StepKind::merged)}, {old, step(StepKind::merged)}}, event()));
    EXPECT_EQ(value_of(complaints_.find(1))->version, 1);
    EXPECT_EQ(value_of(complaints_.steps_of(1)).size(), 1u);
}

TEST_F(ComplaintsTest, ListsShowWhatSomebodyMaySeeAndWhatIsDueFirst) {
    Complaint late = a_complaint();
    late.next->due = at("2026-11-21T10:00:00");
    add(a_complaint());
    add(late);
    Complaint others = a_complaint("agent09");
    others.team = "二班";
    add(others);
    ComplaintQuery query;
    query.seen_by = {"agent07", ""};
    const ComplaintList list = value_of(complaints_.list(query));
    ASSERT_EQ(list.total, 2u);
    EXPECT_EQ(list.complaints[0].number, 2);
    query.seen_by = {"agent08", "二班"};
    EXPECT_EQ(value_of(complaints_.list(query)).total, 1u);
    query.seen_by = {"agent08", ""};
    EXPECT_EQ(value_of(complaints_.list(query)).total, 0u) << "no team is nobody's team";
    ComplaintQuery due;
    due.due_until = at("2026-11-21T10:00:00").instant.time_since_epoch().count();
    EXPECT_EQ(value_of(complaints_.list(due)).total, 1u);
}

TEST_F(ComplaintsTest, BouncesAreCountedPerCategory) {
    for (int i = 0; i < 3; ++i) add(a_complaint());
    Complaint bounced = value_of(complaints_.find(1)).value();
    for (int i = 0; i < 2; ++i)
        bounced = value_of(complaints_.change(bounced, step(StepKind::bounced), event()));
    const auto numbers = value_of(complaints_.numbers_by_category());
    ASSERT_EQ(numbers.size(), 1u);
    EXPECT_EQ(numbers[0].complaints, 3);
    EXPECT_EQ(numbers[0].bounced, 1);
    EXPECT_EQ(numbers[0].bounces, 2);
}

TEST_F(ComplaintsTest, ContactsOfWhatWasClosedLongAgoAreForgotten) {
    Complaint closed = add(a_complaint());
    add(a_complaint());
    closed.state = ComplaintState::closed;
    closed.closed = at("2026-11-21T09:30:00");
    ASSERT_TRUE(complaints_.change(closed, step(StepKind::closed), event()));
    const auto day = at("2026-11-22T00:00:00").instant.time_since_epoch().count();
    EXPECT_EQ(value_of(complaints_.purge_contacts(day, event())), 1);
    EXPECT_EQ(value_of(complaints_.find(1))->contact, "");
    EXPECT_EQ(value_of(complaints_.find(2))->contact, "13812341234") << "it is still open";
    EXPECT_EQ(value_of(complaints_.purge_contacts(day, event())), 0);
}

TEST_F(ComplaintsTest, AContactThatIsForgottenIsInNoFileAnyMore) {
    // Enough, and changed in such an order, that rows move from page to page and leave copies behind.
    constexpr int kMany = 800, kStride = 37, kKeptEvery = 10;
    const auto contact_of = [](long long number) { return fmt::format("1381234{:04}", number); };
    for (int i = 1; i <= kMany; ++i) {
        Complaint complaint = a_complaint();
        complaint.contact = contact_of(i);
        add(complaint);
    }
    for (int i = 1; i <= kMany; ++i) {
        const int number = i * kStride % kMany + 1;
        Complaint complaint = value_of(complaints_.find(number)).value();
        complaint.contact.append(static_cast<std::size_t>(number * 7 % 180), 'x');
        if (number % kKeptEvery != 0) complaint.closed = at("2026-11-21T09:30:00");
        value_of(complaints_.change(complaint, step(StepKind::changed), event()));
    }
    const auto found = [&](long long number) {
        for (const char* name : {"casebook.db", "casebook.db-wal"}) {
            const auto bytes = read_file(folder_.path() / name, 1U << 30);
            if (bytes && bytes->find(contact_of(number)) != std::string::npos) return true;
        }
        return false;
    };
    EXPECT_TRUE(found(1));
    const auto day = at("2026-11-22T00:00:00").instant.time_since_epoch().count();
    EXPECT_EQ(value_of(complaints_.purge_contacts(day, event())), kMany - kMany / kKeptEvery);
    for (int i = 1; i <= kMany; ++i) EXPECT_EQ(found(i), i % kKeptEvery == 0) << i;
    EXPECT_TRUE(
        value_of(complaints_.find(kKeptEvery))->contact.starts_with(contact_of(kKeptEvery)));
}

TEST_F(ComplaintsTest, AJournalThatSomebodyReadsIsEmptiedTheNextTime) {
    Complaint closed = add(a_complaint());
    closed.closed = at("2026-11-21T09:30:00");
    ASSERT_TRUE(complaints_.change(closed, step(StepKind::closed), event()));
    const auto file = folder_.path() / "casebook.db";
    const auto journal = [&] { return std::filesystem::file_size(file.string() + "-wal"); };
    const auto day = at("2026-11-22T00:00:00").instant.time_since_epoch().count();
    {
        soci::session reader(soci::sqlite3, "dbname=" + file.string());
        reader.begin();
        int count = 0;
        reader << "SELECT COUNT(*) FROM complaints", soci::into(count);
        EXPECT_EQ(value_of(complaints_.purge_contacts(day, event())), 1);
        EXPECT_GT(journal(), 0u);
    }
    EXPECT_EQ(value_of(complaints_.purge_contacts(day, event())), 0);
    EXPECT_EQ(journal(), 0u);
}

TEST_F(ComplaintsTest, ACardIsAnsweredOnceAndWithinItsTime) {
    ComplaintCards cards(database_);
    Complaint complaint = add(a_complaint());
    complaint = value_of(cards.send({"hash", 1, 2'000'000'000, 0, {}}, complaint,
                                    step(StepKind::card_sent), event()));
    const CardAnswer answer{1, 3, "等太久", CardAnswer::Visit::again, "电话"};
    EXPECT_EQ(cards
                  .answer("hash", answer, 2'000'000'001, complaint, step(StepKind::card_answered),
                          event())
                  .error()
                  .code,
              "card_gone");
    ASSERT_TRUE(cards.answer("hash", answer, 1'900'000'000, complaint,
                             step(StepKind::card_answered), event()));
    const ComplaintCard kept = value_of(cards.find("hash")).value();
    EXPECT_EQ(kept.answer.satisfaction, 1);
    EXPECT_EQ(kept.answer.visit, CardAnswer::Visit::again);
    EXPECT_FALSE(cards.answer("hash", answer, 1'900'000'000, value_of(complaints_.find(1)).value(),
                              step(StepKind::card_answered), event()));
}

}  // namespace
}  // namespace casebook::store
