// Competing resolutions of one problem are one suggestion; outcomes decide which of them stands in front.
#include "app/group_suggestions.h"

#include <gtest/gtest.h>

namespace casebook::app {
namespace {

using Ids = std::vector<EntryId>;

Suggestion found(EntryId id, const std::string& complaint, OutcomeSummary outcome = {}) {
    Suggestion suggestion;
    suggestion.entry.id = id;
    suggestion.entry.set_text(Field::complaint, complaint);
    suggestion.outcome = outcome;
    suggestion.confidence = 0.1 * static_cast<double>(id);
    return suggestion;
}

OutcomeSummary solved(int solved, int of, int satisfaction_each = 0, int minutes_each = 0) {
    OutcomeSummary summary;
    summary.uses = of;
    summary.solved = solved;
    summary.solved_of = of;
    if (satisfaction_each > 0) {
        summary.satisfaction_sum = satisfaction_each * of;
        summary.satisfaction_of = of;
    }
    if (minutes_each > 0) {
        summary.minutes_sum = minutes_each * of;
        summary.minutes_of = of;
    }
    return summary;
}

// All cases are linked with each other.
SameProblemOf all_linked(const Ids& ids) {
    return [ids](EntryId) { return ids; };
}
const SameProblemOf kNoLinks = [](EntryId) { return Ids{}; };

Ids first_group(std::vector<Suggestion> ranked, const SameProblemOf& links) {
    const auto grouped = group_suggestions(std::move(ranked), links);
    Ids ids{grouped.at(0).entry.id};
    for (const Suggestion& alternative : grouped[0].alternatives)
        ids.push_back(alternative.entry.id);
    return ids;
}

TEST(Groups, CasesThatSomebodyLinkedAreOneSuggestionAtTheBestPlace) {
    const auto grouped =
        group_suggestions({found(1, "宽带掉线"), found(2, "信用卡"), found(3, "晚上断网")},
                          [](EntryId id) { return id == 1 ? Ids{3} : Ids{}; });
    ASSERT_EQ(grouped.size(), 2u);
    EXPECT_EQ(grouped[0].entry.id, 1);
    ASSERT_EQ(grouped[0].alternatives.size(), 1u);
    EXPECT_EQ(grouped[0].alternatives[0].entry.id, 3);
    EXPECT_EQ(grouped[0].alternatives[0].kinship, Kinship::confirmed);
    EXPECT_DOUBLE_EQ(*grouped[0].confidence, 0.3) << "the surest of the group";
    EXPECT_EQ(grouped[1].entry.id, 2);
}

TEST(Groups, NearlyTheSameComplaintIsTheSameProblemAndAnotherIsNot) {
    const std::string complaint = "家里的宽带每天晚上八点以后就掉线，重启光猫也没用";
    const auto grouped = group_suggestions(
        {found(1, complaint), found(2, "家里的宽带，每天晚上八点以后就掉线！重启光猫也没有用"),
         found(3, "家里的宽带每个月都多扣十块钱，打电话也没用")},
        kNoLinks);
    ASSERT_EQ(grouped.size(), 2u);
    ASSERT_EQ(grouped[0].alternatives.size(), 1u);
    EXPECT_EQ(grouped[0].alternatives[0].kinship, Kinship::same_complaint);
    EXPECT_EQ(grouped[1].entry.id, 3);
}

TEST(Groups, ComplaintsOfAFewLettersAreNotCompared) {
    EXPECT_EQ(group_suggestions({found(1, "网慢"), found(2, "网慢")}, kNoLinks).size(), 2u);
}

TEST(Groups, TheResolutionThatSolvedMoreStandsInFront) {
    EXPECT_EQ(
        first_group({found(1, "a", solved(1, 5)), found(2, "b", solved(4, 5))}, all_linked({1, 2})),
        (Ids{2, 1}));
}

TEST(Groups, SatisfactionThenMinutesDecideWhereAsManyWereSolved) {
    EXPECT_EQ(first_group({found(1, "a", solved(3, 3, 3)), found(2, "b", solved(3, 3, 5))},
                          all_linked({1, 2})),
              (Ids{2, 1}));
    EXPECT_EQ(first_group({found(1, "a", solved(3, 3, 4, 40)), found(2, "b", solved(3, 3, 4, 10))},
                          all_linked({1, 2})),
              (Ids{2, 1}));
}

TEST(Groups, FewerThanThreeOutcomesChangeNothing) {
    EXPECT_EQ(
        first_group({found(1, "a", solved(0, 2)), found(2, "b", solved(2, 2))}, all_linked({1, 2})),
        (Ids{1, 2}));
    EXPECT_EQ(first_group({found(1, "a"), found(2, "b", solved(9, 9)), found(3, "c", solved(0, 3)),
                           found(4, "d", solved(3, 3))},
                          all_linked({1, 2, 3, 4})),
              (Ids{1, 2, 4, 3}))
        << "a case without outcomes keeps its place";
}

TEST(Groups, ThreeOutcomesOfOneKindDoNotMakeOneOfAnotherKindCount) {
    OutcomeSummary quick, slow_and_once_solved;
    quick.minutes_sum = 15, quick.minutes_of = 3;
    slow_and_once_solved.minutes_sum = 270, slow_and_once_solved.minutes_of = 3;
    slow_and_once_solved.solved = slow_and_once_solved.solved_of = 1;
    EXPECT_EQ(first_group({found(1, "a", slow_and_once_solved), found(2, "b", quick)},
                          all_linked({1, 2})),
              (Ids{2, 1}));
}

TEST(Groups, ABadExampleIsNeverInFrontHoweverItRanks) {
    std::vector<Suggestion> ranked{found(1, "a", solved(9, 9)), found(2, "b", solved(0, 9))};
    ranked[0].entry.example = Example::bad;
    EXPECT_EQ(first_group(ranked, all_linked({1, 2})), (Ids{2, 1}));
}

TEST(Groups, WhatLedTheRankingIsMarkedAsKinOfWhatLeadsNow) {
    const auto grouped = group_suggestions(
        {found(1, "a", solved(0, 3)), found(2, "b", solved(3, 3))}, all_linked({1, 2}));
    EXPECT_EQ(grouped[0].kinship, Kinship::none);
    EXPECT_EQ(grouped[0].alternatives[0].kinship, Kinship::confirmed);
}

}  // namespace
}  // namespace casebook::app
