#include "app/evaluate.h"

#include <array>
#include <cmath>
#include <fstream>

#include "support/desk.h"

namespace casebook::app {
namespace {

using test::Desk;
using test::value_of;

QueryAnswer answer(std::string query, const std::vector<std::string>& cases) {
    QueryAnswer made{std::move(query), {}, 0};
    for (const std::string& id : cases) made.cases.push_back({id, 1});
    return made;
}

TEST(Score, IsWhatOneWorksOutByHand) {
    const Judgements judgements{{"q1", {{"a", 2}, {"b", 1}}}, {"q2", {{"c", 1}}}};
    const Scores scores = score(
        judgements, {answer("q1", {"x", "a", "b"}), answer("q2", {"y", "y", "y", "y", "y", "c"})});
    const double log2_3 = std::log2(3.0);
    const double first = (2 / log2_3 + 1 / 2.0) / (2 + 1 / log2_3);
    const double second = 1 / std::log2(7.0);
    EXPECT_EQ(scores.queries, 2u);
    EXPECT_NEAR(scores.ndcg_at_10, (first + second) / 2, 1e-9);
    EXPECT_NEAR(scores.mrr_at_10, (1 / 2.0 + 1 / 6.0) / 2, 1e-9);
    EXPECT_NEAR(scores.recall_at_5, (2 / 2.0 + 0) / 2, 1e-9);
    EXPECT_NEAR(scores.success_at_1, 0, 1e-9);
    EXPECT_NEAR(scores.success_at_5, 1 / 2.0, 1e-9);
}

TEST(Score, APerfectAnswerScoresOneAndAMissingOneZero) {
    const Judgements judgements{{"q1", {{"a", 2}, {"b", 1}}}, {"q2", {{"c", 1}}}};
    const Scores scores = score(judgements, {answer("q1", {"a", "b"})});
    for (const double value : {scores.ndcg_at_10, scores.mrr_at_10, scores.recall_at_5,
                               scores.success_at_1, scores.success_at_5})
        EXPECT_NEAR(value, 0.5, 1e-9);
}

TEST(Score, WhatComesAfterTheTenthDoesNotCount) {
    const std::vector<std::string> late{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"};
    const Scores scores = score({{"q", {{"a", 1}}}}, {answer("q", late)});
    EXPECT_EQ(scores.ndcg_at_10, 0);
    EXPECT_EQ(scores.mrr_at_10, 0);
}

TEST(Score, RecallIsOfFiveWhereMoreAreRelevant) {
    Judgements judgements;
    for (int i = 0; i < 8; ++i) judgements["q"][std::to_string(i)] = 1;
    EXPECT_NEAR(score(judgements, {answer("q", {"0", "1", "2", "3", "4"})}).recall_at_5, 1, 1e-9);
}

class EvaluateSet : public testing::Test {
  protected:
    void write(const std::string& name, std::string_view text) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << text;
    }
    TemporaryFolder folder_;
};

TEST_F(EvaluateSet, MeasuresASmallSet) {
    write("cases.jsonl",
          "{\"id\":\"a\",\"title\":\"宽带掉线\"}\n{\"id\":\"b\",\"title\":\"账单\"}\n");
    write("queries.jsonl",
          "{\"id\":\"q1\",\"text\":\"掉线\"}\n{\"id\":\"q2\",\"text\":\"冰箱\"}\n");
    write("qrels.tsv", "q1\ta\t2\nq2\tb\t1\nq2\ta\t0\n");
    const Evaluation evaluation = value_of(evaluate_set(folder_.path(), {}));
    EXPECT_EQ(evaluation.set, folder_.path().filename());
    EXPECT_EQ(evaluation.cases, 2u);
    EXPECT_EQ(evaluation.scores.queries, 2u);
    EXPECT_NEAR(evaluation.scores.ndcg_at_10, 0.5, 1e-9);
    EXPECT_GT(evaluation.p99_ms, 0);
    EXPECT_LE(evaluation.p50_ms, evaluation.p95_ms);
    EXPECT_LE(evaluation.p95_ms, evaluation.p99_ms);
}

TEST_F(EvaluateSet, LearnsInRoundsAndMeasuresAfterEach) {
    write("cases.jsonl",
          "{\"id\":\"a\",\"title\":\"宽带掉线\"}\n{\"id\":\"b\",\"title\":\"账单\"}\n");
    write("queries.jsonl", "{\"id\":\"q1\",\"text\":\"路由器闪红灯\"}\n");
    write("qrels.tsv", "q1\ta\t1\n");
    write("reuse.jsonl",
          "{\"round\":1,\"text\":\"话费不对\",\"case\":\"b\"}\n"
          "{\"round\":2,\"text\":\"路由器红灯闪\",\"case\":\"a\"}\n");
    const auto rounds = value_of(evaluate_rounds(folder_.path(), {.rounds = {0, 1, 2}}, {}));
    ASSERT_EQ(rounds.size(), 3u);
    EXPECT_EQ(rounds[1].round, 1);
    EXPECT_EQ(rounds[1].scores.success_at_1, 0);
    EXPECT_EQ(rounds[2].scores.success_at_1, 1);
}

TEST_F(EvaluateSet, AnEventOfACaseThatIsNotThereIsAnError) {
    write("cases.jsonl", "{\"id\":\"a\",\"title\":\"宽带掉线\"}\n");
    write("queries.jsonl", "{\"id\":\"q1\",\"text\":\"路由器闪红灯\"}\n");
    write("qrels.tsv", "q1\ta\t1\n");
    write("reuse.jsonl", "{\"round\":1,\"text\":\"话费不对\",\"case\":\"zzz\"}\n");
    EXPECT_EQ(evaluate_rounds(folder_.path(), {.rounds = {1}}, {}).error().kind,
              ErrorKind::invalid);
    write("reuse.jsonl", "\n{\"round\":1}\n");
    EXPECT_EQ(evaluate_rounds(folder_.path(), {.rounds = {1}}, {}).error().place.line, 2);
}

TEST_F(EvaluateSet, ABadSetIsSaidWithItsFileAndLine) {
    EXPECT_EQ(evaluate_set(folder_.path(), {}).error().kind, ErrorKind::not_found);
    write("cases.jsonl", "{\"id\":\"a\",\"title\":\"宽带掉线\"}\n");
    write("qrels.tsv", "q1\ta\t1\nq2\n");
    EXPECT_EQ(evaluate_set(folder_.path(), {}).error().place.line, 2);
    write("qrels.tsv", "q1\ta\t1\n");
    write("queries.jsonl", "{\"id\":\"q1\",\"text\":\"掉线\"}\n{\"id\":1}\n");
    EXPECT_EQ(evaluate_set(folder_.path(), {}).error().place.line, 2);
}

TEST(Relevance, TheShopCallsAreAnsweredAsWellAsEver) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    const auto evaluation =
        value_of(evaluate_set(test::shared_folder() / "data" / "sets" / "zh_csds_dev", {}));
    EXPECT_EQ(evaluation.cases, 255u);
    EXPECT_GE(evaluation.scores.ndcg_at_10, 0.90);
}

// The first figures of each row: success at 1 and at 5. A little below what docs/decisions/0011 has.
void expect_learnt(const EvaluationPlan& plan, const std::vector<std::array<double, 2>>& least) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    const auto evaluations = value_of(
        evaluate_rounds(test::shared_folder() / "data" / "sets" / "learn_en_banking77", plan, {}));
    ASSERT_EQ(evaluations.size(), least.size());
    for (std::size_t i = 0; i < least.size(); ++i) {
        EXPECT_GE(evaluations[i].scores.success_at_1, least[i][0]) << evaluations[i].round;
        EXPECT_GE(evaluations[i].scores.success_at_5, least[i][1]) << evaluations[i].round;
    }
}

TEST(Relevance, AfterOneAndFiveRoundsOfReuseAsMuchIsLearntAsEver) {
    expect_learnt({{1, 5}, "reuse.jsonl"}, {{0.57, 0.815}, {0.705, 0.915}});
}

TEST(Relevance, AWrongEventInTenHarmsAsLittleAsEver) {
    expect_learnt({{5}, "reuse_noisy.jsonl"}, {{0.685, 0.89}});
}

}  // namespace
}  // namespace casebook::app
