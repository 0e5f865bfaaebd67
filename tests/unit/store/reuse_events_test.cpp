#include <fmt/format.h>

#include "store/database.h"
#include "support/desk.h"

namespace casebook::store {
namespace {

using test::value_of;
using Events = EventChoice;

Timestamp at(std::string_view text) {
    return *parse_timestamp(text, {});
}
const Timestamp kMonday = at("2026-03-02T09:14:00+08:00");
const Timestamp kTuesday = at("2026-03-03T10:00:00+08:00");

ReuseEvent used(EntryId case_id, std::string text) {
    ReuseEvent event;
    event.who = "agent07";
    event.when = kMonday;
    event.case_id = case_id;
    event.text = std::move(text);
    return event;
}

class ReuseEventsTest : public testing::Test {
  protected:
    std::vector<std::int64_t> add(const std::vector<ReuseEvent>& events) {
        return value_of(database_.add_reuse_events(events));
    }
    std::vector<std::int64_t> ids(Events which, std::int64_t after = 0) const {
        std::vector<std::int64_t> found;
        const auto done = database_.for_each_reuse_event(
            after, which, [&](const ReuseEvent& event) -> Result<void> {
                found.push_back(event.id);
                return {};
            });
        EXPECT_TRUE(done);
        return found;
    }
    using Ids = std::vector<std::int64_t>;

    TemporaryFolder folder_;
    Database database_ = value_of(Database::open(folder_.path() / "casebook.db"));
};

TEST_F(ReuseEventsTest, AnEventComesBackAsItWasRecorded) {
    ReuseEvent event = used(7, "晚上老掉线");
    event.verdict = Verdict::not_this;
    event.outcome = {5, std::nullopt, 12, false};
    event.query_id = "q1";
    EXPECT_EQ(add({event}), Ids{1});
    const ReuseEvent found = *value_of(database_.find_reuse_event(1));
    EXPECT_EQ(found.id, 1);
    EXPECT_EQ(found.who, "agent07");
    EXPECT_EQ(found.when, kMonday);
    EXPECT_EQ(found.case_id, 7);
    EXPECT_EQ(found.verdict, Verdict::not_this);
    EXPECT_EQ(found.text, "晚上老掉线");
    EXPECT_EQ(found.outcome, event.outcome);
    EXPECT_EQ(found.query_id, "q1");
    EXPECT_FALSE(found.undone);
}

TEST_F(ReuseEventsTest, EventsComeInTheOrderOfRecordingAndFromAPlaceOn) {
    EXPECT_EQ(add({used(1, "a"), used(2, "b")}), (Ids{1, 2}));
    EXPECT_EQ(add({used(1, "c")}), Ids{3});
    EXPECT_EQ(ids(Events::all), (Ids{1, 2, 3}));
    EXPECT_EQ(ids(Events::counting, 1), (Ids{2, 3}));
}

TEST_F(ReuseEventsTest, EventsOutliveTheProgram) {
    add({used(1, "a")});
    database_ = value_of(Database::open(folder_.path() / "casebook.db"));
    EXPECT_EQ(add({used(1, "b")}), Ids{2});
    EXPECT_EQ(value_of(database_.reuse_event_count()), 2);
}

TEST_F(ReuseEventsTest, ARowOfAFileIsRecordedOnce) {
    ReuseEvent first = used(1, "a"), second = used(1, "b");
    first.source_key = "k1";
    second.source_key = "k2";
    EXPECT_EQ(add({first}), Ids{1});
    EXPECT_EQ(add({first, second, first}), (Ids{0, 2, 0}));
    EXPECT_EQ(add({used(1, "c"), used(1, "c")}), (Ids{3, 4})) << "events without a key are all new";
}

TEST_F(ReuseEventsTest, TheLatestOfACaseComeFirst) {
    add({used(1, "a"), used(2, "x"), used(1, "b"), used(1, "c")});
    const auto latest = value_of(database_.reuse_events_of(1, 2));
    ASSERT_EQ(latest.size(), 2u);
    EXPECT_EQ(latest[0].text, "c");
    EXPECT_EQ(latest[1].text, "b");
}

TEST_F(ReuseEventsTest, AnUndoneEventStaysButCountsNoMore) {
    add({used(1, "a"), used(1, "b")});
    const ReuseEvent undone = value_of(database_.undo_reuse_event(1, kTuesday, "lead"));
    EXPECT_EQ(undone.text, "a");
    EXPECT_EQ(ids(Events::counting), Ids{2});
    EXPECT_EQ(ids(Events::all), (Ids{1, 2}));
    const ReuseEvent kept = *value_of(database_.find_reuse_event(1));
    EXPECT_EQ(kept.undone, kTuesday);
    EXPECT_EQ(kept.undone_by, "lead");
}

TEST_F(ReuseEventsTest, UndoingTwiceOrNothingIsRefused) {
    add({used(1, "a")});
    value_of(database_.undo_reuse_event(1, kTuesday, "lead"));
    EXPECT_EQ(database_.undo_reuse_event(1, kTuesday, "lead").error().kind, ErrorKind::conflict);
    EXPECT_EQ(database_.undo_reuse_event(9, kTuesday, "lead").error().kind, ErrorKind::not_found);
}

TEST_F(ReuseEventsTest, ARepeatOnOneListIsFoundUntilItIsUndone) {
    ReuseEvent event = used(1, "a");
    event.query_id = "q1";
    add({event, used(1, "b")});
    EXPECT_EQ(value_of(database_.find_reuse_event("q1", 1, Verdict::used))->id, 1);
    EXPECT_FALSE(value_of(database_.find_reuse_event("q1", 1, Verdict::copied)));
    EXPECT_FALSE(value_of(database_.find_reuse_event("q1", 2, Verdict::used)));
    EXPECT_FALSE(value_of(database_.find_reuse_event("", 1, Verdict::used))) << "no list at all";
    value_of(database_.undo_reuse_event(1, kTuesday, "lead"));
    EXPECT_FALSE(value_of(database_.find_reuse_event("q1", 1, Verdict::used)));
}

TEST_F(ReuseEventsTest, AResetPassesOverWhatWasBeforeOfThisCaseAlone) {
    add({used(1, "a"), used(2, "b")});
    value_of(database_.reset_learning(1, kTuesday, "lead"));
    add({used(1, "c")});
    EXPECT_EQ(ids(Events::counting), (Ids{2, 3}));
    EXPECT_EQ(ids(Events::all), (Ids{1, 2, 3}));
}

TEST_F(ReuseEventsTest, AResetCanBeUndone) {
    add({used(1, "a")});
    const LearningReset reset = value_of(database_.reset_learning(1, kTuesday, "lead"));
    EXPECT_EQ(ids(Events::counting), Ids{});
    EXPECT_EQ(value_of(database_.undo_learning_reset(reset.id, kTuesday, "lead")).up_to_event, 1);
    EXPECT_EQ(ids(Events::counting), Ids{1});
    const auto resets = value_of(database_.learning_resets_of(1));
    ASSERT_EQ(resets.size(), 1u);
    EXPECT_TRUE(resets[0].undone);
    EXPECT_EQ(database_.undo_learning_reset(reset.id, kTuesday, "lead").error().kind,
              ErrorKind::conflict);
}

TEST_F(ReuseEventsTest, OutcomesAddUpOverConfirmedReuses) {
    ReuseEvent well = used(1, "a"), badly = used(1, "b"), other = used(1, "c");
    well.outcome = {5, std::nullopt, 10, true};
    badly.outcome = {2, std::nullopt, std::nullopt, false};
    other.verdict = Verdict::not_this;
    other.outcome = {1, 1, 90, false};
    add({well, badly, other, used(2, "d")});
    const OutcomeSummary summary = value_of(database_.outcome_summary(1));
    EXPECT_EQ(summary, (OutcomeSummary{2, 1, 2, 7, 2, 10, 1}));
    EXPECT_DOUBLE_EQ(*summary.satisfaction(), 3.5);
    EXPECT_EQ(value_of(database_.outcome_summary(3)), OutcomeSummary{});
    EXPECT_EQ(value_of(database_.outcome_summaries()).size(), 2u);
}

TEST_F(ReuseEventsTest, OutcomesLeaveOutWhatWasUndoneOrReset) {
    add({used(1, "a"), used(1, "b"), used(2, "c")});
    value_of(database_.undo_reuse_event(2, kTuesday, "lead"));
    EXPECT_EQ(value_of(database_.outcome_summary(1)).uses, 1);
    value_of(database_.reset_learning(1, kTuesday, "lead"));
    EXPECT_EQ(value_of(database_.outcome_summary(1)).uses, 0);
    EXPECT_EQ(value_of(database_.outcome_summaries()).count(1), 0u);
}

}  // namespace
}  // namespace casebook::store
