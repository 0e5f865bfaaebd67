#include "app/compare_runs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/desk.h"

namespace casebook::app {
namespace {

using test::value_of;

void write(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

TEST(CompareRuns, TheSameScoresAreNoDifference) {
    const Comparison same = compare({{{0.5, 1, 0}, {0.5, 1, 0}}});
    EXPECT_EQ(same.difference, 0);
    EXPECT_EQ(same.low, 0);
    EXPECT_EQ(same.high, 0);
    EXPECT_EQ(same.p, 1);
}

TEST(CompareRuns, WhatIsBetterOnEveryQueryIsNoChance) {
    const Comparison better = compare({{{0.9, 0.8, 1.0, 0.7}, {0.5, 0.4, 0.6, 0.3}}});
    EXPECT_NEAR(better.ours, 0.85, 1e-12);
    EXPECT_NEAR(better.theirs, 0.45, 1e-12);
    EXPECT_NEAR(better.low, 0.4, 1e-12);
    EXPECT_NEAR(better.high, 0.4, 1e-12);
    EXPECT_EQ(better.p, 0);
}

TEST(CompareRuns, OneQueryOfTwoSaysLittle) {
    // The means of two draws are 0, 0.5 and 1 with a quarter, a half and a quarter: a quarter of them at zero, p twice that.
    const Comparison chance = compare({{{1, 0}, {0, 0}}});
    EXPECT_EQ(chance.difference, 0.5);
    EXPECT_EQ(chance.low, 0);
    EXPECT_EQ(chance.high, 1);
    EXPECT_NEAR(chance.p, 0.5, 0.03);
}

TEST(CompareRuns, EverySetCountsTheSameInTheMean) {
    const PairedScores small{{1}, {0}};
    const PairedScores large{std::vector<double>(100, 0.5), std::vector<double>(100, 0.5)};
    EXPECT_NEAR(compare({small, large}).difference, 0.5, 1e-12);
}

TEST(CompareRuns, TheSameScoresGiveTheSameFigures) {
    const std::vector<PairedScores> sets{{{0.1, 0.7, 0.4}, {0.2, 0.3, 0.5}}};
    EXPECT_EQ(compare(sets).low, compare(sets).low);
    EXPECT_EQ(compare(sets).p, compare(sets).p);
}

TEST(CompareRuns, WhatOneOfThemLeftUnansweredCountsZero) {
    const PairedScores pairs = pair_scores({{"a", 1}, {"b", 0.5}}, {{"b", 0.25}, {"c", 1}});
    EXPECT_EQ(pairs.ours, (std::vector<double>{1, 0.5, 0}));
    EXPECT_EQ(pairs.theirs, (std::vector<double>{0, 0.25, 1}));
}

TEST(CompareRuns, ARunIsReadByItsRanksAndScoredAgainstTheJudgements) {
    const TemporaryFolder folder;
    write(folder.path() / "qrels.tsv", "q1\tc1\t1\nq2\tc2\t2\n");
    write(folder.path() / "run.tsv", "q1\tc1\t2\t3.5\nq1\tc9\t1\t4\n");
    const auto scores = value_of(score_run(folder.path(), folder.path() / "run.tsv"));
    ASSERT_EQ(scores.size(), 2u);
    EXPECT_NEAR(scores.at("q1"), 0.63093, 1e-5);  // the second place: 1 / log2(3)
    EXPECT_EQ(scores.at("q2"), 0);
}

TEST(CompareRuns, ABrokenLineIsNamed) {
    const TemporaryFolder folder;
    write(folder.path() / "qrels.tsv", "q1\tc1\t1\n");
    write(folder.path() / "run.tsv", "q1\tc1\t1\t3.5\nq1 c1\n");
    const auto scores = score_run(folder.path(), folder.path() / "run.tsv");
    ASSERT_FALSE(scores);
    EXPECT_EQ(scores.error().place.line, 2);
}

TEST(CompareRuns, ARunOfAnotherSetOrOfNothingIsNoRunThatFoundNothing) {
    const TemporaryFolder folder;
    write(folder.path() / "qrels.tsv", "q1\tc1\t1\n");
    for (const std::string run : {"", "q7\tc1\t1\t3.5\n"}) {
        write(folder.path() / "run.tsv", run);
        const auto scores = score_run(folder.path(), folder.path() / "run.tsv");
        ASSERT_FALSE(scores) << run;
        EXPECT_EQ(scores.error().kind, ErrorKind::invalid);
    }
}

}  // namespace
}  // namespace casebook::app
