#include "web/suggestion_lists.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

const SuggestionLists::Time kStart{};

TEST(SuggestionLists, AListIsKnownForAnHour) {
    SuggestionLists lists;
    const std::string id = lists.remember("掉线", kStart);
    EXPECT_EQ(lists.find(id, kStart + SuggestionLists::kKept)->text, "掉线");
    EXPECT_FALSE(lists.find(id, kStart + SuggestionLists::kKept + std::chrono::seconds(1)));
    EXPECT_FALSE(lists.find("", kStart));
}

TEST(SuggestionLists, TheOldestGoFirstWhenTheyTakeTooMuchRoom) {
    SuggestionLists lists;
    const std::string large(SuggestionLists::kMostBytes / 2, 'x');
    const std::string first = lists.remember(large, kStart);
    const std::string second = lists.remember(large, kStart);
    const std::string third = lists.remember("y", kStart);
    EXPECT_FALSE(lists.find(first, kStart));
    EXPECT_TRUE(lists.find(second, kStart));
    EXPECT_TRUE(lists.find(third, kStart));
}

TEST(SuggestionLists, TheirNumberIsBounded) {
    SuggestionLists lists;
    const std::string first = lists.remember("a", kStart);
    for (std::size_t i = 0; i < SuggestionLists::kMost; ++i) lists.remember("b", kStart);
    EXPECT_FALSE(lists.find(first, kStart));
}

TEST(SuggestionLists, WhatWasPutAsideIsRememberedWithTheList) {
    SuggestionLists lists;
    const std::string id = lists.remember("掉线", kStart);
    lists.dismiss(id, 7);
    lists.dismiss("another", 8);
    EXPECT_EQ(lists.find(id, kStart)->dismissed, std::set<EntryId>{7});
    lists.bring_back(id, 7);
    EXPECT_TRUE(lists.find(id, kStart)->dismissed.empty());
}

}  // namespace
}  // namespace casebook::web
