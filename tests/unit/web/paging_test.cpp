#include "web/paging.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

TEST(Paging, AnythingThatIsNoPageNumberMeansTheFirst) {
    for (const char* asked : {"", "0", "-1", "abc", "99999999999999999999999", " 2", "<script>"})
        EXPECT_EQ(Paging(asked, 20).page(), 1u) << asked;
    EXPECT_EQ(Paging("3", 20).page(), 3u);
    EXPECT_EQ(Paging("3", 20).first(), 40u);
}

TEST(Paging, AnEndlessPageNumberIsBounded) {
    EXPECT_EQ(Paging("999999999999", 20).page(), 500u)
        << "hits beyond the 10,000th are not paged to";
    EXPECT_EQ(Paging("1", 20).pages(1'000'000), 500u);
    EXPECT_TRUE(Paging("500", 20).ends_early(10'001));
    EXPECT_FALSE(Paging("500", 20).ends_early(10'000));
    EXPECT_FALSE(Paging("1", 20).ends_early(10'001));
}

TEST(Paging, KnowsHowManyPagesThereAre) {
    for (const auto& [total, pages] : {std::pair{0, 1}, {1, 1}, {20, 1}, {21, 2}, {40, 2}, {41, 3}})
        EXPECT_EQ(Paging("1", 20).pages(static_cast<std::size_t>(total)),
                  static_cast<std::size_t>(pages));
}

TEST(Paging, ThereIsAWayToTheNeighboursAndNoFurther) {
    EXPECT_EQ(Paging("1", 20).previous_url("/cases?"), "");
    EXPECT_EQ(Paging("1", 20).next_url("/cases?", 21), "/cases?page=2");
    EXPECT_EQ(Paging("2", 20).previous_url("/search?q=x&"), "/search?q=x&page=1");
    EXPECT_EQ(Paging("2", 20).next_url("/cases?", 21), "");
}

}  // namespace
}  // namespace casebook::web
