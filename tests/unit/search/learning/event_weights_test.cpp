#include "search/learning/event_weights.h"

#include <gtest/gtest.h>

#include "learning_log.h"

namespace casebook::search {
namespace {

std::vector<double> weights(LogMaker& maker, int today = 0, LearningSettings settings = {}) {
    EventWeigher weigher(kFirstDay + std::chrono::days(today), settings);
    std::vector<double> all;
    for (const ReuseEvent& event : maker.log())
        all.push_back(static_cast<double>(weigher.weigh(event)) / kWeightUnit);
    return all;
}

TEST(EventWeights, TheNthEventOfAPersonForACaseOnADayCountsANth) {
    LogMaker log;
    log.add("li", 1, Verdict::used, "a").add("li", 1, Verdict::used, "b");
    log.add("li", 2, Verdict::used, "c").add("wang", 1, Verdict::used, "d");
    log.on_day(1).add("li", 1, Verdict::used, "e");
    EXPECT_EQ(weights(log, 1, {.half_life = std::chrono::days(1'000'000)}),
              (std::vector<double>{1, 0.5, 1, 1, 1}));
}

TEST(EventWeights, TheSameWordsAgainCountLessOnAnyDay) {
    LogMaker log;
    log.add("li", 1, Verdict::used, "a").on_day(1).add("li", 1, Verdict::used, "a");
    log.add("wang", 1, Verdict::used, "a");
    EXPECT_EQ(weights(log, 0), (std::vector<double>{1, 0.5, 1}));
}

TEST(EventWeights, BeyondTheLimitOfADayAPersonCountsLessAndLess) {
    LogMaker log;
    for (EntryId id = 1; id <= 4; ++id) log.add("li", id, Verdict::used, "a");
    LearningSettings settings;
    settings.full_events_a_day = 2;
    const auto all = weights(log, 0, settings);
    EXPECT_EQ(all[1], 1);
    EXPECT_EQ(all[2], 0.5);
    EXPECT_NEAR(all[3], 1 / 3.0, 1e-3);
}

TEST(EventWeights, ABulkImportIsNotOnePersonButTheSameRowTwiceCountsLess) {
    LogMaker log;
    log.add("cli", 1, Verdict::used, "a").add("cli", 1, Verdict::used, "b");
    log.add("cli", 1, Verdict::used, "a");
    EXPECT_EQ(weights(log), (std::vector<double>{1, 1, 0.5}));
}

TEST(EventWeights, AfterTheHalfLifeAnEventCountsHalf) {
    LogMaker log;
    log.used(1, "a").on_day(365).used(1, "b").on_day(900).used(1, "of tomorrow");
    const auto all = weights(log, 365);
    EXPECT_NEAR(all[0], 0.5, 1e-3);
    EXPECT_EQ(all[1], 1);
    EXPECT_EQ(all[2], 1);
}

TEST(EventWeights, ACopyIsAWeakSignAndWhatWasUndoneNone) {
    LogMaker log;
    log.add("li", 1, Verdict::copied, "a").add("li", 1, Verdict::used, "b");
    log.add("li", 1, Verdict::used, "c");
    log.log()[1].undone = Timestamp{};
    const auto all = weights(log);
    EXPECT_NEAR(all[0], 0.2, 1e-3);
    EXPECT_EQ(all[1], 0);
    EXPECT_EQ(all[2], 1);  // the first that counts
}

}  // namespace
}  // namespace casebook::search
