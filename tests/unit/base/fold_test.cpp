#include "base/fold.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace casebook {
namespace {

struct Example {
    std::string_view text;
    std::string_view folded;
};

void expect_folded(std::initializer_list<Example> examples) {
    for (const Example& example : examples) EXPECT_EQ(fold_to_text(example.text), example.folded);
}

// The source bytes of each folded character, with bars between them.
std::string sources_of(std::string_view text) {
    std::vector<std::string> sources;
    for (const FoldedCharacter& folded : fold(text))
        sources.emplace_back(text.substr(folded.begin, folded.end - folded.begin));
    return join(sources, "|");
}

TEST(Fold, NothingStaysNothing) {
    EXPECT_TRUE(fold("").empty());
    EXPECT_EQ(fold_to_text(""), "");
}

TEST(Fold, CaseIsTakenAway) {
    expect_folded({{"Wi-Fi", "wi-fi"}, {"ATM", "atm"}, {"ÉTÉ", "été"}, {"ΑΣ", "ασ"}});
}

TEST(Fold, FullWidthBecomesHalfWidth) {
    expect_folded({{"ＷＩ－ＦＩ　６９１", "wi-fi 691"}, {"，：", ",:"}, {"ｱ", "ア"}});
}

TEST(Fold, TraditionalChineseBecomesSimplified) {
    expect_folded({{"寬頻", "宽频"}, {"網絡斷線", "网络断线"}, {"銀行卡", "银行卡"}, {"龥", "龥"}});
}

TEST(Fold, LigaturesAndPresentationFormsComeApart) {
    expect_folded({{"ﬁle", "file"}, {"㎞", "km"}, {"①", "1"}, {"ß", "ss"}, {"½", "1⁄2"}});
}

TEST(Fold, CompatibilityIdeographsBecomeTheirOrdinaryForm) {
    expect_folded({{"\uF900", "岂"}, {"\U0002F800", "丽"}});
}

TEST(Fold, CombiningMarksJoinTheirLetter) {
    expect_folded({{"e\u0301", "é"}, {"E\u0301", "é"}, {"\u1100\u1161", "가"}});
}

TEST(Fold, CharactersThatNobodySeesVanish) {
    expect_folded({{"a\u200Bb", "ab"}, {"a\u00ADb", "ab"}, {"❤\uFE0F", "❤"}, {"\uFEFFa", "a"}});
}

TEST(Fold, IllFormedBytesBecomeTheReplacementCharacter) {
    expect_folded(
        {{"a\xFFz", "a\uFFFDz"}, {"\xE5\xB8", "\uFFFD"}, {"\xED\xA0\x80z", "\uFFFD\uFFFD\uFFFDz"}});
}

TEST(Fold, EachCharacterKnowsItsBytesInTheSource) {
    EXPECT_EQ(sources_of("A寬Ｂ"), "A|寬|Ｂ");
    EXPECT_EQ(sources_of("ﬁx"), "ﬁ|ﬁ|x");
    EXPECT_EQ(sources_of("ae\u0301\u0323b"), "a|e\u0301\u0323|e\u0301\u0323|b");
    EXPECT_EQ(sources_of("a\u200Bb"), "a\u200B|b");
    EXPECT_EQ(sources_of("宽\xFF"
                         "带"),
              "宽|\xFF|带");
    EXPECT_EQ(sources_of("😀😀"), "😀|😀");
}

TEST(Fold, SourceOffsetsNeverGoBackAndStayInside) {
    const std::string_view text = "\u0301 ﬁ寬e\u0301\xFF\xE5\xB8 ㎞😀\u200D👩 ǅ\u1100\u1161\u11A8";
    std::uint32_t before = 0;
    for (const FoldedCharacter& folded : fold(text)) {
        EXPECT_GE(folded.begin, before);
        EXPECT_LT(folded.begin, folded.end);
        EXPECT_LE(folded.end, text.size());
        before = folded.begin;
    }
}

TEST(Fold, FoldingTwiceChangesNothingMore) {
    std::string changed_again;
    for (char32_t character = 1; character < 0x30000; ++character) {
        if (character >= 0xD800 && character <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, character);
        const std::string once = fold_to_text(text);
        if (fold_to_text(once) != once) changed_again += text;
    }
    EXPECT_EQ(changed_again, "苎苧薴") << "ICU's table goes round in a circle for these";
}

}  // namespace
}  // namespace casebook
