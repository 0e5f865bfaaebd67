#include "search/impact.h"

#include <gtest/gtest.h>

#include <map>

namespace casebook::search {
namespace {

std::map<std::string, unsigned> impacts_of(
    const std::vector<std::pair<TextGroup, std::string>>& texts) {
    Impacts impacts;
    for (const auto& [group, text] : texts) impacts.add(group, text);
    std::map<std::string, unsigned> found;
    impacts.for_each([&](const std::string& term, unsigned impact) { found[term] = impact; });
    return found;
}

unsigned impact_in(TextGroup group, const std::string& text) {
    return impacts_of({{group, text}}).at("掉线");
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Impact, TheTitleCountsMostAndTheComplaintMoreThanTheResolution) {
    EXPECT_GT(impact_in(TextGroup::title, "掉线"), impact_in(TextGroup::complaint, "掉线"));
    EXPECT_GT(impact_in(TextGroup::complaint, "掉线"), impact_in(TextGroup::resolution, "掉线"));
}

TEST(Impact, WhatACaseTellsIsEachWordOfTitleAndComplaintOnce) {
    Impacts impacts;
    impacts.add(TextGroup::title, "宽带掉线");
    impacts.add(TextGroup::complaint, "宽带掉线，card lost");
    impacts.add(TextGroup::resolution, "重启");
    impacts.add(TextGroup::labels, "网络");
    EXPECT_EQ(impacts.told(), 3u + 2u);
    EXPECT_EQ(Impacts().told(), 0u);
}

TEST(Impact, AWordSaysLessInALongText) {
    for (const TextGroup group : {TextGroup::title, TextGroup::complaint, TextGroup::resolution})
        EXPECT_GT(impact_in(group, "掉线" + repeated("，红灯", 40)),
                  impact_in(group, "掉线" + repeated("，红灯", 400)));
}

TEST(Impact, AWordSaysMoreWhenItComesBack) {
    const std::string rest = repeated("，红灯", 60);
    EXPECT_GT(impact_in(TextGroup::complaint, "掉线，掉线" + rest),
              impact_in(TextGroup::complaint, "掉线" + rest));
}

TEST(Impact, TheSharesOfTheFieldsAddUp) {
    const std::string rest = repeated("，红灯", 60);
    const unsigned together =
        impacts_of({{TextGroup::complaint, "掉线" + rest}, {TextGroup::resolution, "掉线" + rest}})
            .at("掉线");
    EXPECT_NEAR(together,
                impact_in(TextGroup::complaint, "掉线" + rest) +
                    impact_in(TextGroup::resolution, "掉线" + rest),
                1);
}

TEST(Impact, ItIsNeverLessThanOneNorMoreThanTheLargest) {
    EXPECT_EQ(impact_in(TextGroup::resolution, "掉线" + repeated("，红灯", 100'000)), 1u);
    const std::string many = repeated("掉线，", 1000);
    EXPECT_EQ(impacts_of({{TextGroup::title, many},
                          {TextGroup::complaint, many},
                          {TextGroup::resolution, many},
                          {TextGroup::labels, many}})
                  .at("掉线"),
              kLargestImpact);
}

}  // namespace
}  // namespace casebook::search
