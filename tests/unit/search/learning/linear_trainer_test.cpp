#include "search/learning/linear_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace casebook::search {
namespace {

TrainingExample example(EntryId id, std::string_view text, std::vector<EntryId> rivals) {
    return {id, 1, features_of(text), std::move(rivals)};
}

std::vector<TrainingExample> cards_and_refunds() {
    return {example(1, "my card was stolen", {2}), example(2, "where is my refund", {1}),
            example(1, "somebody stole the card", {2}), example(2, "refund not arrived", {1})};
}

double score(const LinearModel& model, EntryId id, std::string_view text) {
    return model.score(model.weigh(features_of(text)), id);
}

TEST(LinearTrainer, OneStepIsWhatOneWorksOutByHand) {
    TrainerSettings settings;
    settings.passes = 1;
    settings.others = 0;
    settings.rate = 0.5;
    settings.damping = 1;
    settings.held_back = 0;
    const TrainingExample only{7, 1, {{0x1234, 1, FeatureKind::word}}, {8}};
    const LinearModel model = train_linear_model({only}, settings);
    // Two cases at even chances: the gradient is 0.5 of the one feature, of length 1 once weighed.
    const double step = 0.5 * 0.5 / std::sqrt(1 + 0.25);
    const Features weighed = model.weigh({{0x1234, 1, FeatureKind::word}});
    EXPECT_NEAR(model.score(weighed, 7), step, 1e-4);
    EXPECT_NEAR(model.score(weighed, 8), -step, 1e-4);
    EXPECT_EQ(model.score(weighed, 9), 0);
}

TEST(LinearTrainer, OtherWordsOfTheSameProblemAreRecognised) {
    const LinearModel model = train_linear_model(cards_and_refunds());
    EXPECT_GT(score(model, 1, "stolen cards"), 0);
    EXPECT_LT(score(model, 2, "stolen cards"), 0);
    EXPECT_GT(score(model, 2, "no refunds"), score(model, 1, "no refunds"));
}

TEST(LinearTrainer, HoweverOftenALessonIsRepeatedItIsNotLearntTooSurely) {
    TrainerSettings settings;
    settings.passes = 200;
    const auto lead = [&settings] {
        const LinearModel model = train_linear_model(cards_and_refunds(), settings);
        return score(model, 1, "my card was stolen") - score(model, 2, "my card was stolen");
    };
    const double held_back = settings.held_back;
    const double surest = std::log((1 - held_back) / held_back);
    EXPECT_NEAR(lead(), surest, 0.3);
    settings.held_back = 0;
    EXPECT_GT(lead(), surest + 1);
}

TEST(LinearTrainer, ACaseWithoutRivalsLearnsNothing) {
    const LinearModel model = train_linear_model({example(1, "my card was stolen", {})});
    EXPECT_EQ(score(model, 1, "my card was stolen"), 0);
}

TEST(LinearTrainer, WordsUpToEightTellingOnesApartAreAPair) {
    const auto pairs = [](std::string_view text) {
        const Features features = features_of(text);
        return std::count_if(features.begin(), features.end(), [](const Feature& feature) {
            return feature.kind == FeatureKind::pair;
        });
    };
    EXPECT_EQ(pairs("card fee"), 1);
    EXPECT_EQ(pairs("one two three four five six seven eight nine"), 9 * 8 / 2);
    EXPECT_EQ(pairs("one two three four five six seven eight nine ten"), 10 * 9 / 2 - 1);
}

TEST(LinearTrainer, TheSameExamplesGiveTheSameWeightsBitByBit) {
    const LinearModel once = train_linear_model(cards_and_refunds());
    EXPECT_TRUE(once.same_weights(train_linear_model(cards_and_refunds())));
    auto fewer = cards_and_refunds();
    fewer.pop_back();
    EXPECT_FALSE(once.same_weights(train_linear_model(std::move(fewer))));
}

TEST(LinearTrainer, MemoryIsBoundedWhateverIsLearnt) {
    TrainerSettings settings;
    settings.passes = 1;
    settings.most_slots = 1U << 10;
    settings.fewest_slots = 1U << 10;
    std::vector<TrainingExample> examples;
    for (EntryId id = 1; id <= 200; ++id)
        examples.push_back(example(id, "complaint number " + std::to_string(id), {id % 200 + 1}));
    EXPECT_LE(train_linear_model(std::move(examples), settings).memory_bytes(), 4096u);
}

TEST(LinearTrainer, NothingLearntScoresNothing) {
    EXPECT_EQ(score(train_linear_model({}), 1, "my card was stolen"), 0);
}

}  // namespace
}  // namespace casebook::search
