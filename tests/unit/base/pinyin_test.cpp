#include "base/pinyin.h"

#include <gtest/gtest.h>

namespace casebook {
namespace {

using Syllables = std::vector<std::string>;

TEST(Pinyin, ACharacterHasItsReadings) {
    EXPECT_EQ(pinyin_of(U'宽'), Syllables{"kuan"});
    EXPECT_EQ(pinyin_of(U'行'), (Syllables{"xing", "hang"}));
    EXPECT_TRUE(pinyin_of(U'a').empty());
    EXPECT_TRUE(pinyin_of(U'，').empty());
}

TEST(Pinyin, LettersAreSplitIntoWholeSyllables) {
    EXPECT_EQ(split_pinyin("kuandai"), (Syllables{"kuan", "dai"}));
    EXPECT_EQ(split_pinyin("diaoxian"), (Syllables{"diao", "xian"}));
    EXPECT_EQ(split_pinyin("xinhao"), (Syllables{"xin", "hao"}));
    EXPECT_EQ(split_pinyin("wangluo"), (Syllables{"wang", "luo"}));
}

TEST(Pinyin, WhatIsNoneIsNotSplit) {
    for (const char* letters : {"", "kd", "charge", "refund", "dx", "router"})
        EXPECT_EQ(split_pinyin(letters), std::nullopt) << letters;
}

}  // namespace
}  // namespace casebook
