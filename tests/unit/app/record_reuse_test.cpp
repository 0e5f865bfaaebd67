#include "app/record_reuse.h"

#include <fmt/format.h>

#include <fstream>

#include "app/reuse_file.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::value_of;

// Writes down what it hears.
class Diary final : public ReuseListener {
  public:
    explicit Diary(std::vector<std::string>& heard) : heard_(heard) {}
    void recorded(const std::vector<ReuseEvent>& events) override {
        for (const ReuseEvent& event : events)
            heard_.push_back(fmt::format("recorded {} of {}", event.id, event.case_id));
    }
    void changed(EntryId case_id) override { heard_.push_back(fmt::format("changed {}", case_id)); }
    std::vector<std::string> strongest_words(EntryId, std::size_t) const override { return {}; }

  private:
    std::vector<std::string>& heard_;
};

class RecordReuseTest : public testing::Test {
  protected:
    RecordReuseTest() {
        desk_.write("cases/1.md", case_text(1, "宽带掉线", "每晚掉线", "换光猫",
                                            "state: verified\nexternal_id: crm-1\n"
                                            "outcome: {satisfaction: 3, solved: true}\n"));
        desk_.write("cases/2.md", case_text(2, "停机", "停机了", "复机"));
        desk_.write("cases/3.md", case_text(3, "草稿", "写到一半", "", "state: draft\n"));
        desk_.open().use_reuse_listener(std::make_unique<Diary>(heard_));
    }
    Workspace& workspace() { return desk_.workspace(); }
    static ReuseEvent used(EntryId case_id, std::string text) {
        ReuseEvent event;
        event.who = "agent07";
        event.case_id = case_id;
        event.text = std::move(text);
        return event;
    }
    RecordedReuse record(ReuseEvent event) {
        return value_of(record_reuse(workspace(), std::move(event)));
    }
    ReuseFileReport record_file(std::string_view lines, std::optional<int> until = {}) {
        const auto file = desk_.folder() / "reuse.jsonl";
        std::ofstream(file) << lines;
        return value_of(record_reuse_file(workspace(), file, {"cli", until}, {}));
    }

    test::Desk desk_;
    std::vector<std::string> heard_;
};

TEST_F(RecordReuseTest, PersonalDataIsMaskedBeforeAnythingIsKept) {
    const RecordedReuse recorded = record(used(1, "又掉线了,我电话13812341234"));
    EXPECT_EQ(recorded.masked, 1u);
    EXPECT_EQ(value_of(workspace().database().find_reuse_event(recorded.event.id))->text,
              "又掉线了,我电话138＊＊＊＊1234");
}

TEST_F(RecordReuseTest, AnEventWithoutATimeIsOfNow) {
    EXPECT_EQ(record(used(1, "掉线")).event.when.text(), "2026-11-21T09:00:00+08:00");
}

TEST_F(RecordReuseTest, CasesThatNobodyIsSuggestedAreRefused) {
    EXPECT_EQ(record_reuse(workspace(), used(99, "掉线")).error().code, kReuseUnknownCase);
    EXPECT_EQ(record_reuse(workspace(), used(3, "掉线")).error().code, kReuseHiddenCase);
    EXPECT_EQ(value_of(workspace().database().reuse_event_count()), 0);
}

TEST_F(RecordReuseTest, ATextWithoutWordsIsRefused) {
    for (const char* text : {"", "  ", "……", "😀"})
        EXPECT_EQ(record_reuse(workspace(), used(1, text)).error().code, kReuseNoWords) << text;
}

TEST_F(RecordReuseTest, AnOutcomeOutOfRangeIsRefused) {
    ReuseEvent event = used(1, "掉线");
    event.outcome.satisfaction = 6;
    EXPECT_EQ(record_reuse(workspace(), event).error().kind, ErrorKind::invalid);
}

TEST_F(RecordReuseTest, ACaseIsFoundByItsOldNameAndByItsId) {
    EXPECT_EQ(value_of(find_reusable_case(workspace(), std::string("crm-1"))), 1);
    EXPECT_EQ(value_of(find_reusable_case(workspace(), std::string("2"))), 2);
    EXPECT_FALSE(find_reusable_case(workspace(), std::string("nobody")));
}

TEST_F(RecordReuseTest, SayingTheSameAgainAboutAListChangesNothing) {
    ReuseEvent event = used(1, "掉线");
    event.query_id = "q";
    const auto first = record(event), again = record(event);
    EXPECT_FALSE(first.was_there);
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(again.event.id, first.event.id);
    event.verdict = Verdict::copied;
    EXPECT_FALSE(record(event).was_there) << "another verdict is another event";
    value_of(undo_reuse(workspace(), first.event.id, "agent07"));
    event.verdict = Verdict::used;
    EXPECT_FALSE(record(event).was_there) << "what was undone can be said again";
}

TEST_F(RecordReuseTest, WhoListensHearsInTheOrderOfRecording) {
    record(used(1, "掉线"));
    record(used(2, "停机"));
    value_of(undo_reuse(workspace(), 1, "lead"));
    const LearningReset reset = value_of(reset_learning(workspace(), 2, "lead"));
    value_of(undo_learning_reset(workspace(), reset.id, "lead"));
    EXPECT_EQ(heard_, (std::vector<std::string>{"recorded 1 of 1", "recorded 2 of 2", "changed 1",
                                                "changed 2", "changed 2"}));
}

TEST_F(RecordReuseTest, TheShownOutcomeCountsTheAuthorsAsOne) {
    ReuseEvent event = used(1, "掉线");
    event.outcome = {5, std::nullopt, 8, true};
    const auto recorded = record(event);
    const auto shown = [&] {
        return workspace().outcomes().shown(value_of(workspace().index().find(1))->entry);
    };
    EXPECT_EQ(shown(), (OutcomeSummary{2, 2, 2, 8, 2, 8, 1}));
    desk_.open();
    EXPECT_EQ(shown(), (OutcomeSummary{2, 2, 2, 8, 2, 8, 1})) << "after a restart";
    value_of(undo_reuse(workspace(), recorded.event.id, "agent07"));
    EXPECT_EQ(shown(), (OutcomeSummary{1, 1, 1, 3, 1, 0, 0}));
}

TEST_F(RecordReuseTest, AResetOfACaseThatIsNotThereIsRefused) {
    EXPECT_EQ(reset_learning(workspace(), 99, "lead").error().kind, ErrorKind::not_found);
}

TEST_F(RecordReuseTest, AFileIsRecordedAndGivenAgainRecordsNothingTwice) {
    const std::string lines =
        R"({"round": 1, "text": "每晚都断", "case": "crm-1"})"
        "\n"
        R"({"round": 1, "text": "每晚都断", "case": "crm-1"})"
        "\n\n"
        R"({"text": "停机了", "case": 2, "verdict": "not_this", "who": "agent01", "when": "2026-03-02T09:14:00+08:00", "outcome": {"satisfaction": 4, "solved": false}})"
        "\n";
    const ReuseFileReport first = record_file(lines);
    EXPECT_EQ(first.recorded, 3u);
    EXPECT_TRUE(first.refused.empty());
    const ReuseFileReport again = record_file(lines + R"({"text": "又停机", "case": "2"})"
                                                      "\n");
    EXPECT_EQ(again.known, 3u);
    EXPECT_EQ(again.recorded, 1u);
    const ReuseEvent third = *value_of(workspace().database().find_reuse_event(3));
    EXPECT_EQ(third.who, "agent01");
    EXPECT_EQ(third.when.text(), "2026-03-02T09:14:00+08:00");
    EXPECT_EQ(third.verdict, Verdict::not_this);
    EXPECT_EQ(third.outcome.satisfaction, 4);
    EXPECT_EQ(third.outcome.solved, false);
}

TEST_F(RecordReuseTest, WhatWasUndoneStaysUndoneWhenItsFileIsGivenAgain) {
    const std::string line = R"({"text": "每晚都断", "case": "crm-1"})"
                             "\n";
    record_file(line);
    value_of(undo_reuse(workspace(), 1, "lead"));
    EXPECT_EQ(record_file(line).known, 1u);
    EXPECT_EQ(workspace().outcomes().find(1).uses, 0);
}

TEST_F(RecordReuseTest, LaterRoundsArePassedOver) {
    const ReuseFileReport report =
        record_file(R"({"round": 1, "text": "每晚都断", "case": "crm-1"})"
                    "\n"
                    R"({"round": 2, "text": "又断了网", "case": "crm-1"})"
                    "\n",
                    1);
    EXPECT_EQ(report.recorded, 1u);
    EXPECT_EQ(report.later, 1u);
}

TEST_F(RecordReuseTest, ARowThatIsWrongIsNamedAndTheOthersGoOn) {
    const ReuseFileReport report = record_file(
        "nonsense\n"
        R"({"text": "每晚都断"})"
        "\n"
        R"({"text": "每晚都断", "case": "nobody"})"
        "\n"
        R"({"text": "每晚都断", "case": "3"})"
        "\n"
        R"({"text": "……", "case": "1"})"
        "\n"
        R"({"text": "每晚都断", "case": "1", "verdict": "maybe"})"
        "\n"
        R"({"text": "每晚都断", "case": "1", "when": "2027-03-02"})"
        "\n"
        R"({"text": "每晚都断", "case": "1", "outcome": {"minutes": "x"}})"
        "\n"
        R"({"text": 7, "case": "1"})"
        "\n"
        R"({"text": "每晚都断", "case": "1"})"
        "\n");
    EXPECT_EQ(report.recorded, 1u);
    ASSERT_EQ(report.refused.size(), 9u);
    for (std::size_t i = 0; i < report.refused.size(); ++i) {
        EXPECT_EQ(report.refused[i].place.line, static_cast<int>(i + 1));
        EXPECT_FALSE(report.refused[i].message.empty());
    }
}

TEST_F(RecordReuseTest, AFileThatIsNotThereIsAnError) {
    EXPECT_EQ(record_reuse_file(workspace(), desk_.folder() / "none", {"cli", {}}, {}).error().kind,
              ErrorKind::not_found);
}

}  // namespace
}  // namespace casebook::app
