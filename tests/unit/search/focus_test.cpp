#include "search/focus.h"

#include <gtest/gtest.h>

#include <cmath>

#include "small_index.h"

namespace casebook::search {
namespace {

TEST(Focus, IsWhatTheHeadOfTheFileSays) {
    EXPECT_NEAR(focus(10, 20), std::pow(0.15 + 0.5, 0.3), 1e-12);
    EXPECT_NEAR(focus(0, 20), std::pow(0.15, 0.3), 1e-12);
}

TEST(Focus, ACaseThatTellsOfLittleElseIsNearer) {
    EXPECT_GT(focus(8, 10), focus(8, 40));
    EXPECT_GT(focus(8, 40), focus(4, 40));
}

TEST(Focus, MoreThanEverythingIsEverything) {
    EXPECT_EQ(focus(30, 20), focus(20, 20));
}

TEST(Focus, ACaseThatTellsNothingHasNothingBesideTheMatter) {
    EXPECT_EQ(focus(0, 0), focus(5, 5));
}

constexpr auto kSame = "宽带掉线";
constexpr auto kAndMuchElse = "账单看不懂，套餐想换，积分没有到账，合约什么时候到期也要查";

TEST(Focus, OfTwoCasesWithTheSameTitleTheOneThatTellsOfLittleElseIsSuggestedFirst) {
    const SmallIndex small({case_of(1, kSame, kAndMuchElse), case_of(2, kSame, kSame)});
    EXPECT_EQ(suggested(small.open(), kSame), (Ids{2, 1}));
}

TEST(Focus, ALongAnswerIsNothingAgainstACase) {
    const SmallIndex small({case_of(1, kSame, "", kAndMuchElse), case_of(2, kSame, "", "重启")});
    const auto found = test::value_of(small.open().suggest({.text = kSame, .limit = 2})).found;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].score, found[1].score);
}

}  // namespace
}  // namespace casebook::search
