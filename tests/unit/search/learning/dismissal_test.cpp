#include "search/learning/dismissal.h"

#include <gtest/gtest.h>

namespace casebook::search {
namespace {

TEST(Dismissal, IsWholeWhereNobodyConfirmedAndHalfAgainstAsMany) {
    EXPECT_EQ(dismissal(1, 0), 1);
    EXPECT_EQ(dismissal(2, 2), 0.5);
    EXPECT_EQ(dismissal(0, 0), 0);
}

TEST(Dismissal, AnOldOneIsWeakEvenWhereNobodyConfirmed) {
    EXPECT_EQ(dismissal(0.25, 0), 0.25);
}

TEST(Support, OfOnePersonTheNthSayingCountsANth) {
    Support support;
    for (int i = 0; i < 3; ++i) support.add("li", 1, Voice::one_person);
    EXPECT_NEAR(support.total(), 1 + 1 / 2.0 + 1 / 3.0, 1e-9);
    support.add("wang", 0.5, Voice::one_person);
    support.add("cli", 1, Voice::many_people);
    support.add("cli", 1, Voice::many_people);
    EXPECT_NEAR(support.total(), 1 + 1 / 2.0 + 1 / 3.0 + 0.5 + 2, 1e-9);
}

TEST(Dismissal, IsAboutComplaintsLikeItsOwnOnlyAndAConfirmationAboutMore) {
    EXPECT_EQ(strength_of_dismissal(0.5), 0);
    EXPECT_GT(strength_of_confirmation(0.5), 0.2);
    EXPECT_EQ(strength_of_dismissal(0.95), 1);
    EXPECT_EQ(strength_of_confirmation(0.95), 1);
}

}  // namespace
}  // namespace casebook::search
