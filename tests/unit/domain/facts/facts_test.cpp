// What a complaint holds of the facts that a back office needs: each recogniser with words that hold the fact and words that do not, in
// Chinese and in English.
#include "domain/facts/facts.h"

#include <gtest/gtest.h>

namespace casebook {
namespace {

// What was found of one fact; empty: nothing.
std::string found_in(const std::string& text, const std::string& fact) {
    const auto facts = find_facts({fact}, text);
    return facts[0].place
               ? text.substr(facts[0].place->begin, facts[0].place->end - facts[0].place->begin)
               : "";
}

struct Sample {
    const char* fact;
    const char* text;
    const char* found;
};

class EachFact : public testing::TestWithParam<Sample> {};

TEST_P(EachFact, IsFoundWhereItIsAndNotElsewhere) {
    const Sample& sample = GetParam();
    EXPECT_EQ(found_in(sample.text, sample.fact), sample.found)
        << sample.fact << " in: " << sample.text;
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, EachFact,
    testing::Values(Sample{"订单号", "我的订单号是 88213345，还没到", "88213345"},
                    Sample{"订单号", "单子 DD2026112000871 一直不动", "DD2026112000871"},
                    Sample{"订单号", "运单 SF1234567890 不动了", ""},
                    Sample{"运单号", "订单 77120034 的运单号 SF1234567890", "SF1234567890"},
                    Sample{"订单号", "我电话 13812341234，快点", ""},
                    Sample{"订单号", "20261120 买的东西", ""},
                    Sample{"工单号", "报修单 66120 没人管", "66120"},
                    Sample{"工号", "我工号 80231，登不上", "80231"},
                    Sample{"order number", "My order 4471-882 never came", "4471-882"},
                    Sample{"order number", "It never came", ""},
                    Sample{"staff number", "staff number 20731 here", "20731"}));

INSTANTIATE_TEST_SUITE_P(
    LastDigits, EachFact,
    testing::Values(Sample{"手机号后四位", "我手机尾号 6688", "6688"},
                    Sample{"手机号后四位", "我的号码是13812341234", "13812341234"},
                    Sample{"手机号后四位", "上个月扣了 128 元", ""},
                    Sample{"卡号后四位", "卡号 6688 取不出钱", "6688"},
                    Sample{"卡号后四位", "后四位是 0012", "0012"},
                    Sample{"卡号后四位", "取款机吞卡了", ""},
                    Sample{"last four digits of the card", "the card ending in 4471 was declined",
                           "4471"},
                    Sample{"last four digits of the card", "my card was declined in 2025", ""}));

INSTANTIATE_TEST_SUITE_P(
    Times, EachFact,
    testing::Values(Sample{"什么时候开始", "昨晚开始就没网", "昨晚"},
                    Sample{"掉线时段和每次多久", "每次 10 分钟，晚上 8 点以后", "晚上"},
                    Sample{"取款时间到分钟", "11月20日取的", "11月"},
                    Sample{"取款时间到分钟", "8:30 取的钱", "8:30"},
                    Sample{"什么时候开始", "宽带老是掉线", ""},
                    Sample{"什么时候开始", "拨 10086 没人接", ""},
                    Sample{"time of day", "it drops at 9 pm", "9 pm"},
                    Sample{"date of return", "I come back on Monday", "Monday"},
                    Sample{"since when", "the line is dead", ""}));

INSTANTIATE_TEST_SUITE_P(
    Amounts, EachFact,
    testing::Values(Sample{"金额", "多扣了 128.5元", "128.5元"},
                    Sample{"金额", "少了三百块", "三百块"}, Sample{"金额", "扣了￥58", "￥58"},
                    Sample{"金额", "转了5万", "5万"}, Sample{"金额", "打了三次电话", ""},
                    Sample{"amount expected", "I was to get $12.50 back", "$12.50"},
                    Sample{"amount expected", "I was to get 30 pounds back", "30 pounds"},
                    Sample{"amount expected", "I was to get it back", ""}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, EachFact,
    testing::Values(Sample{"新地址到门牌", "搬到中山路88号", "中山路88号"},
                    Sample{"楼栋房号", "我住3栋2单元501", "3栋"},
                    Sample{"地址到楼层和房间", "十二楼没信号", "十二楼"},
                    Sample{"新地址到门牌", "搬到阳光花园", ""},
                    Sample{"路名和车道", "人民大道井盖没了", "人民大道"},
                    Sample{"路名和车道", "路由器坏了", ""}, Sample{"新地址到门牌", "网路不通", ""},
                    Sample{"address on the label", "it says 14 Mill Lane on the label",
                           "it says 14 Mill Lane"},
                    Sample{"building and flat", "noise above flat 3", "noise above flat 3"},
                    Sample{"building and flat", "noise above", ""}));

INSTANTIATE_TEST_SUITE_P(
    ModelsCodesAndWords, EachFact,
    testing::Values(Sample{"路由器型号", "用的是 AX3000 路由器", "AX3000"},
                    Sample{"路由器型号", "用的路由器不行", ""},
                    Sample{"手机银行版本号", "版本 6.2.1 打不开", "6.2.1"},
                    Sample{"错误码原样", "拨号报错 691", "691"},
                    Sample{"错误码原样", "提示 0x80070005", "0x80070005"},
                    Sample{"错误码原样", "拨不上去", ""},
                    Sample{"扣费短信原文", "短信写「您已订购视频会员」", "「您已订购视频会员」"},
                    Sample{"扣费短信原文", "收到一条短信", ""},
                    Sample{"words on the terminal", "it says \"card declined\"",
                           "\"card declined\""},
                    Sample{"签约多少兆", "办的 300兆", "300兆"}, Sample{"签约多少兆", "网很慢", ""},
                    Sample{"speed by cable", "I get 40 Mbps", "40 Mbps"}));

INSTANTIATE_TEST_SUITE_P(Choices, EachFact,
                         testing::Values(Sample{"要停还是要拆", "我想把宽带拆了", "拆"},
                                         Sample{"拨号设备是光猫还是路由器", "路由器拨号的",
                                                "路由器"},
                                         Sample{"要停还是要拆", "宽带不想用了", ""},
                                         Sample{"exchange or refund", "I want a refund", "refund"},
                                         Sample{"exchange or refund", "It is broken", ""}));

TEST(AFactsWords, TellWhatWouldBeAnAnswer) {
    EXPECT_EQ(kinds_of_fact("时间和金额"), (std::vector{FactKind::amount, FactKind::time}));
    EXPECT_EQ(kinds_of_fact("手机号后四位"), std::vector{FactKind::last_digits});
    EXPECT_EQ(kinds_of_fact("错误码原样"), std::vector{FactKind::error_code});
    EXPECT_TRUE(kinds_of_fact("现场联系人").empty());
    EXPECT_TRUE(kinds_of_fact("").empty());
}

TEST(AFactOfTwoParts, IsThereWhenBothAre) {
    EXPECT_EQ(found_in("昨天扣的", "扣款时间和金额"), "");
    EXPECT_EQ(found_in("扣了 30 元", "扣款时间和金额"), "");
    EXPECT_EQ(found_in("昨天扣了 30元", "扣款时间和金额"), "30元");
}

TEST(WhatNoRecogniserKnows, StaysOpen) {
    const auto facts = find_facts({"现场联系人", "订单号"}, "找王师傅，订单号 1234567");
    ASSERT_EQ(facts.size(), 2u);
    EXPECT_FALSE(facts[0].place);
    EXPECT_TRUE(facts[1].place);
}

TEST(AnyBytes, AreTaken) {
    for (const std::string& text :
         {std::string(), std::string("\xff\xfe 12"), std::string("。。-."), std::string("1"),
          std::string("\xe8\xae"), std::string(20'000, '9')})
        for (const char* fact : {"订单号", "手机号后四位", "时间", "地址", "金额", "型号", "错误码",
                                 "短信原文", "室温", "要停还是要拆", "还是", " or "})
            find_facts({fact}, text);
}

}  // namespace
}  // namespace casebook
