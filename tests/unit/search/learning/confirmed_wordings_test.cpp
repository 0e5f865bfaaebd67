#include "search/learning/confirmed_wordings.h"

#include <gtest/gtest.h>

#include "search/learning/event_weights.h"

namespace casebook::search {
namespace {

constexpr EntryId kCoffee = 1, kLift = 2;

// Each line by somebody else.
ConfirmedWordings confirmed(const std::vector<std::string>& lines) {
    ConfirmedWordings wordings;
    for (std::uint32_t i = 0; i < lines.size(); ++i)
        wordings.file(kCoffee, i, lines[i], kWeightUnit);
    return wordings;
}

TEST(ConfirmedWordings, WhoSaidItOfTheSameWordsCountsWhole) {
    const auto once = confirmed({"拿铁没有了"});
    const auto twice = confirmed({"拿铁没有了", "拿铁没有了"});
    const Wording asked = wording_of("拿铁没有了！");
    EXPECT_DOUBLE_EQ(once.confirmed(kCoffee, asked).support, 1);
    EXPECT_DOUBLE_EQ(twice.confirmed(kCoffee, asked).support, 2);
    EXPECT_EQ(once.confirmed(kLift, asked).support, 0);
}

TEST(ConfirmedWordings, LikeWordsCountLessAndUnlikeOnesNothing) {
    const auto wordings = confirmed({"咖啡机里的拿铁没有了"});
    const double like = wordings.confirmed(kCoffee, wording_of("咖啡机拿铁没有了")).support;
    EXPECT_GT(like, 0.2);
    EXPECT_LT(like, 0.9);
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("电梯里的灯没有了")).support, 0);
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("")).support, 0);
}

TEST(ConfirmedWordings, EnglishStopWordsMakeNoComplaintsAlike) {
    const auto wordings = confirmed({"how do i get my card"});
    EXPECT_LT(wordings.confirmed(kCoffee, wording_of("how do i get my refund")).support, 0.1);
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("how do i close this")).support, 0);
}

TEST(ConfirmedWordings, AlikeAreThoseThatShareMoreThanHalfOfTheWordsOfBoth) {
    const auto wordings = confirmed({"年费太贵", "年费退回", "信用卡年费怎么收取的呢"});
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("年费")).alike, 2u);
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("运费谁出")).alike, 0u) << "one character";
    EXPECT_EQ(wordings.confirmed(kCoffee, wording_of("不想续费")).alike, 0u);
    EXPECT_EQ(wordings.confirmed(kLift, wording_of("年费")).alike, 0u);
}

TEST(ConfirmedWordings, OfLongComplaintsASampleTells) {
    std::string text, other;
    for (int i = 0; i < 150; ++i) text += " w" + std::to_string(i) + "a";
    for (int i = 75; i < 225; ++i) other += " w" + std::to_string(i) + "a";
    const Wording wording = wording_of(text);
    EXPECT_EQ(wording.size(), kMostOfAWording);
    EXPECT_DOUBLE_EQ(likeness(wording, wording_of(text)), 1);
    EXPECT_NEAR(likeness(wording, wording_of(other)), 0.5, 0.2);
}

TEST(ConfirmedWordings, WhatIsForgottenHasNeverBeen) {
    ConfirmedWordings wordings = confirmed({"拿铁没有了", "拿铁没有了"});
    wordings.file(kCoffee, 0, "拿铁没有了", 0);
    EXPECT_DOUBLE_EQ(wordings.confirmed(kCoffee, wording_of("拿铁没有了")).support, 1);
    wordings.file(kCoffee, 1, "拿铁没有了", kWeightUnit / 2);
    EXPECT_DOUBLE_EQ(wordings.confirmed(kCoffee, wording_of("拿铁没有了")).support, 0.5);
}

}  // namespace
}  // namespace casebook::search
