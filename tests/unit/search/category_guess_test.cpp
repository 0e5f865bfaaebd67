#include "search/category_guess.h"

#include <gtest/gtest.h>

#include "search/index.h"

namespace casebook::search {
namespace {

Precedent precedent(const std::string& category, double agreement, double likeness = 0) {
    Precedent precedent;
    precedent.stored.entry.category = category;
    precedent.agreement = agreement;
    precedent.learnt.likeness = likeness;
    return precedent;
}

TEST(GuessedCategories, ComeOnceEachTheLikeliestFirst) {
    const auto guesses =
        guess_categories({precedent("a", 0.2), precedent("b", 0.7), precedent("a", 0.2),
                          precedent("", 0), precedent("c", 0.1)});
    ASSERT_EQ(guesses.size(), 3u);
    EXPECT_EQ(guesses[0].category, "b");
    EXPECT_EQ(guesses[1].category, "a");
    EXPECT_GT(guesses[0].probability, guesses[1].probability);
    for (const CategoryGuess& guess : guesses) {
        EXPECT_GT(guess.probability, 0);
        EXPECT_LT(guess.probability, 1);
    }
}

TEST(GuessedCategories, RiseWithWhatTheirCasesWereConfirmedFor) {
    EXPECT_GT(probability_of({0.3, 0.8}), probability_of({0.3, 0}));
    EXPECT_EQ(guess_categories({precedent("a", 0.3), precedent("b", 0.3, 0.9)})[0].category, "b");
}

TEST(GuessedCategories, AreNoneWithoutCategories) {
    EXPECT_TRUE(guess_categories({}).empty());
    EXPECT_TRUE(guess_categories({precedent("", 0)}).empty());
}

}  // namespace
}  // namespace casebook::search
