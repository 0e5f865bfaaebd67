#include "search/rerank.h"

#include <gtest/gtest.h>

#include "search/facets.h"
#include "small_index.h"

namespace casebook::search {
namespace {

using test::value_of;

Candidate candidate(std::uint32_t document, double score, std::string category,
                    double narrow = 0.5) {
    return {document, score, std::move(category), narrow};
}

std::vector<std::uint32_t> order_of(Candidates candidates) {
    rerank(candidates);
    std::vector<std::uint32_t> order;
    for (const Candidate& each : candidates) order.push_back(each.document);
    return order;
}

TEST(Rerank, ACategoryThatTheBestMatchesAgreeOnLiftsItsCases) {
    EXPECT_EQ(order_of({candidate(1, 10, "退款"), candidate(2, 9.9, "掉线"),
                        candidate(3, 9.8, "掉线"), candidate(4, 9.7, "掉线")}),
              (std::vector<std::uint32_t>{2, 3, 4, 1}));
}

TEST(Rerank, TheScoreIsWhatTheHeadOfTheFileSays) {
    Candidates candidates{candidate(1, 10, "a", 0.5), candidate(2, 5, "b", 0.25)};
    rerank(candidates);
    // Votes: 1 and (1/2)^8 = 1/256; shares 256/257 and 1/257.
    EXPECT_NEAR(candidates[0].agreement, 256.0 / 257, 1e-12);
    EXPECT_NEAR(candidates[0].score, 10 + 10 * 256.0 / 257 * 0.5, 1e-9);
    EXPECT_NEAR(candidates[1].score, 5 + 10 * 1.0 / 257 * 0.25, 1e-9);
}

TEST(Rerank, WithoutCategoriesNothingChanges) {
    Candidates candidates{candidate(1, 3, ""), candidate(2, 2, "")};
    rerank(candidates);
    EXPECT_EQ(candidates[0].score, 3);
    EXPECT_EQ(candidates[1].score, 2);
}

TEST(Rerank, ACategoryThatEveryEntryHasSaysNothing) {
    EXPECT_EQ(narrowness(1000, 1000), 0);
    EXPECT_NEAR(narrowness(10, 1000), 2.0 / 3, 1e-12);
    EXPECT_EQ(narrowness(1, 1000), 1);
    EXPECT_EQ(narrowness(0, 1000), 0);
    EXPECT_EQ(narrowness(1, 1), 0);
}

TEST(Rerank, ThatNobodyFiledACaseIsNothingAgainstItAmongTheBest) {
    EXPECT_EQ(order_of({candidate(1, 10, ""), candidate(2, 9.9, "a"), candidate(3, 9.8, "a")}),
              (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(Rerank, ThatNobodyFiledACaseIsNothingForIt) {
    EXPECT_EQ(order_of({candidate(1, 10, "a"), candidate(2, 9, "a"), candidate(3, 5, "b"),
                        candidate(4, 4, "")}),
              (std::vector<std::uint32_t>{1, 2, 3, 4}));
}

TEST(Rerank, AFiledCaseAmongManyUnfiledOnesDoesNotPassThem) {
    EXPECT_EQ(order_of({candidate(1, 10, ""), candidate(2, 9.9, ""), candidate(3, 9.8, ""),
                        candidate(4, 9.7, ""), candidate(5, 8, "a", 1)}),
              (std::vector<std::uint32_t>{1, 2, 3, 4, 5}));
}

TEST(Rerank, ACandidateWithoutACategoryRisesByItsOwnVoteAsTheHeadOfTheFileSays) {
    Candidates candidates{candidate(1, 10, "a", 0.5), candidate(2, 5, "", 0)};
    rerank(candidates);
    const double filed = 256.0 / 257;
    EXPECT_NEAR(candidates[0].score, 10 + 10 * filed * 0.5, 1e-9);
    EXPECT_NEAR(candidates[1].score, 5 + 10 * filed * 0.5 / 256, 1e-9);
    EXPECT_EQ(candidates[1].agreement, 0);
}

TEST(Rerank, NothingAndScoresOfZeroAreFine) {
    EXPECT_TRUE(order_of({}).empty());
    EXPECT_EQ(order_of({candidate(1, 0, "a"), candidate(2, 0, "b")}),
              (std::vector<std::uint32_t>{1, 2}));
}

Entry filed(EntryId id, const std::string& title, const std::string& category) {
    Entry entry = case_of(id, title);
    entry.category = category;
    return entry;
}

TEST(Rerank, TheCategoryIsReadFromWhatTheIndexHoldsForTheFacets) {
    Entry entry = filed(1, "宽带掉线", "网络/宽带");
    entry.product = "家庭宽带";
    EXPECT_EQ(category_in(packed_facets(entry)), "网络/宽带");
    EXPECT_EQ(category_in(packed_facets(case_of(2, "账单"))), "");
    EXPECT_EQ(category_in(""), "");
}

TEST(Rerank, ASuggestionSaysHowFarTheOthersAgree) {
    std::vector<Entry> entries{filed(1, "宽带慢", "网络"), filed(2, "宽带慢", "网络")};
    for (EntryId id = 3; id < 20; ++id) entries.push_back(filed(id, "账单看不懂", "账单"));
    const SmallIndex small(entries);
    const Precedents precedents = value_of(small.open().suggest({.text = "宽带很慢", .limit = 1}));
    ASSERT_EQ(precedents.found.size(), 1u);
    EXPECT_EQ(precedents.found[0].agreement, 1);
}

}  // namespace
}  // namespace casebook::search
