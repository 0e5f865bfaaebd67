#include "search/quantity.h"

#include <gtest/gtest.h>

namespace casebook::search {
namespace {

std::string quantity_in(std::string_view text) {
    const auto folded = fold(text);
    const auto quantity = read_quantity(folded, 0);
    return quantity ? quantity->term : "";
}

TEST(Quantity, HasOneFormHoweverItIsWritten) {
    for (const char* text : {"两次", "2次", "二次", "2 次", "２次", "两回", "两趟", "兩次"})
        EXPECT_EQ(quantity_in(text), "2次") << text;
    for (const char* text : {"二百块", "200元", "两百块钱", "200块", "200.00元", "200多块"})
        EXPECT_EQ(quantity_in(text), "200元") << text;
    for (const char* text : {"1,280元", "1280块", "一千二百八十元", "一千二百八块"})
        EXPECT_EQ(quantity_in(text), "1280元") << text;
}

TEST(Quantity, ReadsChineseNumbers) {
    EXPECT_EQ(quantity_in("十五块"), "15元");
    EXPECT_EQ(quantity_in("三百零五块"), "305元");
    EXPECT_EQ(quantity_in("三百五块"), "350元");
    EXPECT_EQ(quantity_in("一万五千块"), "15000元");
    EXPECT_EQ(quantity_in("3万元"), "30000元");
    EXPECT_EQ(quantity_in("二十四个月"), "24个月");
    EXPECT_EQ(quantity_in("12.5元"), "12.5元");
}

TEST(Quantity, LeavesAloneWhatIsNone) {
    for (const char* text :
         {"", "次", "两", "两三次", "2026", "一三八零零次", "3月5日", "十", "万一", "百度"})
        EXPECT_EQ(quantity_in(text), "") << text;
}

}  // namespace
}  // namespace casebook::search
