#include "domain/personal_data.h"

#include <gtest/gtest.h>

#include <random>

#include "personal_data_samples.h"

namespace casebook {
namespace {

using Kind = PersonalDataKind;

std::string masked(std::string_view text, const std::vector<std::string>& allowed = {}) {
    return mask_personal_data(text, allowed).text;
}

// The kind of the only finding, "" when there is none, "several".
std::string kind_in(std::string_view text) {
    const auto findings = find_personal_data(text);
    if (findings.empty()) return "";
    return findings.size() == 1 ? std::string(to_text(findings[0].kind)) : "several";
}

std::string repeated(std::string_view part, std::size_t length) {
    std::string text;
    while (text.size() < length) text += part;
    text.resize(length);
    return text;
}

// What is masked ------------------------------------------------------------------------------------

TEST(MaskedForm, KeepsEnoughToRecogniseAndHidesTheRest) {
    EXPECT_EQ(masked_form(Kind::mobile, "13812341234"), "138＊＊＊＊1234");
    EXPECT_EQ(masked_form(Kind::mobile, "+86 138-1234-1234"), "+86 138-＊＊＊＊-1234");
    EXPECT_EQ(masked_form(Kind::landline, "010-12345678"), "010-＊＊＊＊5678");
    EXPECT_EQ(masked_form(Kind::identity_number, "11010519491231002X"),
              "110＊＊＊＊＊＊＊＊＊＊＊002X");
    EXPECT_EQ(masked_form(Kind::bank_card, "6222 0212 3456 7890 128"),
              "＊＊＊＊ ＊＊＊＊ ＊＊＊＊ ＊＊＊0 128");
    EXPECT_EQ(masked_form(Kind::email, "zhangsan@example.com"), "z＊＊＊@example.com");
    EXPECT_EQ(masked_form(Kind::email, "a@example.com"), "＊＊＊@example.com");
    EXPECT_EQ(masked_form(Kind::plate, "京A12345"), "京A＊＊＊45");
    EXPECT_EQ(masked_form(Kind::hong_kong_phone, "+852 9123 4567"), "+852 ＊＊＊＊ 4567");
    EXPECT_EQ(masked_form(Kind::hong_kong_identity, "A123456(3)"), "A＊＊＊＊＊6(3)");
}

TEST(Masking, KeepsTheMarkupBetweenTheDigits) {
    EXPECT_EQ(masked("电话**138**0013**8000**。"), "电话**138**＊＊＊＊**8000**。");
    EXPECT_EQ(masked("138<br>0013<br>8000"), "138<br>＊＊＊＊<br>8000");
    EXPECT_EQ(masked("打138001\n38000"), "打138＊＊＊\n＊8000");
}

// ASCII asterisks in two numbers of a paragraph would be taken for bold text.
TEST(Masking, PutsNoMarkdownIntoTheText) {
    EXPECT_EQ(masked("13812341234和13912341234、a@b.com").find('*'), std::string::npos);
}

TEST(Masking, LeavesEveryOtherByteAsItIs) {
    const std::string odd("\xFF\xFE 宽带\r\n\0 \t**掉线**\xC2\xAD ①②  ", 32);
    EXPECT_EQ(masked(odd), odd);
    EXPECT_EQ(masked(odd + "13812341234" + odd), odd + "138＊＊＊＊1234" + odd);
}

TEST(Masking, TwiceIsTheSameAsOnce) {
    constexpr std::string_view kParts[] = {
        "138", "0013",  "8000", " ",  "-",  "**",   "电话", "订单号", "a",  "@",
        ".",   "&#49;", "<b>",  "一", "\n", "(",    ")",    "A",      "京", "62",
        "10",  "+86",   "&",    "`",  "*",  "****", "＊",   "：",     "//", "１"};
    samples::Random random(3);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (int k = random.between(3, 16); k > 0; --k) text += random.one_of(kParts);
        const std::string once = masked(text);
        ASSERT_EQ(masked(once), once) << text;
    }
}

TEST(Masking, LeavesWhatAPersonAllowed) {
    const std::string text = "打13812341234或13912341234";
    const MaskedText out = mask_personal_data(text, {"13812341234"});
    EXPECT_EQ(out.text, "打13812341234或139＊＊＊＊1234");
    ASSERT_EQ(out.findings.size(), 1U);
    EXPECT_EQ(text.substr(out.findings[0].begin, out.findings[0].end - out.findings[0].begin),
              "13912341234");
    EXPECT_EQ(masked(text, {"1381234"}), "打138＊＊＊＊1234或139＊＊＊＊1234");
}

TEST(Masking, LeavesWhatSomebodyHasHiddenAlready) {
    for (const std::string_view text :
         {"138****1234", "电话：0731-****5678", "手机133****8765", "尾号****1234"})
        EXPECT_EQ(masked(text), text);
}

// Where a number ends -------------------------------------------------------------------------------

TEST(PersonalData, NumeralsOfTheWordsAroundAreNotTakenAlong) {
    EXPECT_EQ(masked("打13812341234三次没人接"), "打138＊＊＊＊1234三次没人接");
    EXPECT_EQ(masked("号码一三八零零一三八零零零一直不通"), "号码一三八＊＊＊＊八零零零一直不通");
    EXPECT_EQ(masked("车牌京A12345三天没动"), "车牌京A＊＊＊45三天没动");
}

TEST(PersonalData, NeighboursAreFoundEachByItself) {
    EXPECT_EQ(masked("13812341234/13912341234"), "138＊＊＊＊1234/139＊＊＊＊1234");
    EXPECT_EQ(masked("13812341234<br>13912341234"), "138＊＊＊＊1234<br>139＊＊＊＊1234");
    EXPECT_EQ(masked("2026-03-02 13812341234"), "2026-03-02 138＊＊＊＊1234");
    EXPECT_EQ(masked("1.13812341234\n2.13912341234"), "1.138＊＊＊＊1234\n2.139＊＊＊＊1234");
    EXPECT_EQ(masked("13812341234-8001"), "138＊＊＊＊1234-8001");
}

TEST(PersonalData, DigitsInsideOfALongerRunAreNot) {
    for (const std::string_view text :
         {"20260138123412349999", "A13812341234", "13812341234abc", "SF1381234123456",
          "20260301-13812341234", "INY/16873-454060", "¥13812341234", "13812341234元",
          "#13812341234"})
        EXPECT_EQ(kind_in(text), "") << text;
}

// What a word says ----------------------------------------------------------------------------------

TEST(PersonalData, TheNearerWordTellsWhatANumberIs) {
    EXPECT_EQ(kind_in("订单号13812341234"), "");
    EXPECT_EQ(kind_in("订单号：13812341234"), "");
    EXPECT_EQ(kind_in("order number is 13812341234"), "");
    EXPECT_EQ(kind_in("订单手机号13812341234"), "mobile");
    EXPECT_EQ(kind_in("手机订单号13812341234"), "");
    EXPECT_EQ(kind_in("订单号没有，打13812341234"), "mobile");
    EXPECT_EQ(kind_in("ordering 13812341234"), "mobile");
}

TEST(PersonalData, ShortNumbersAndPassportsNeedAWord) {
    EXPECT_EQ(kind_in("请查87654321"), "");
    EXPECT_EQ(kind_in("电话：87654321"), "landline");
    EXPECT_EQ(kind_in("電話 9123 4567"), "hong_kong_phone");
    EXPECT_EQ(kind_in("电话于20260301拆除"), "");
    EXPECT_EQ(kind_in("E12345678"), "");
    EXPECT_EQ(kind_in("护照号码是E12345678"), "passport");
    EXPECT_EQ(kind_in("02-2345-6789"), "");
    EXPECT_EQ(kind_in("電話02-2345-6789"), "taiwan_phone");
}

TEST(PersonalData, ACheckDigitHasToBeRight) {
    EXPECT_EQ(kind_in("11010519491231002X"), "identity_number");
    EXPECT_EQ(kind_in("110105194912310021"), "");
    EXPECT_EQ(kind_in("身份证110105194912310021"), "identity_number")
        << "mistyped, but a word says so";
    EXPECT_EQ(kind_in("110105194913310027"), "") << "no such month";
    EXPECT_EQ(kind_in("6222021234567890128"), "bank_card");
    EXPECT_EQ(kind_in("6222021234567890127"), "");
    EXPECT_EQ(kind_in("A123456(3)"), "hong_kong_identity");
    EXPECT_EQ(kind_in("A123456(4)"), "");
    EXPECT_EQ(kind_in("A123456789"), "taiwan_identity");
    EXPECT_EQ(kind_in("A123456788"), "");
}

TEST(PersonalData, ServiceNumbersAndCommonThingsAreLeftAlone) {
    for (const std::string_view text :
         {"400-820-8820", "电话400 820 8820", "拨打12345热线", "95588", "0731-12345",
          "192.168.10.100", "手机价格3500~4000", "https://example.com/item/13812341234",
          "v1.27.28.5202", "最后更新 VS2019", "新MPV 360", "西宁FM100.6", "1799（1999-200）",
          "published at example.com.", "550e8400-e29b-41d4-a716-446655440000", "@owner 2026-12-01",
          "周五9301830客服"})
        EXPECT_EQ(kind_in(text), "") << text;
}

TEST(PersonalData, OddWaysOfWritingAreRead) {
    for (const std::string_view text :
         {"138/0013/8000", "[138]0013 8000", "138,0013,8000", "138\\0013\\8000",
          "138<!-- -->0013<b>8000</b>", "138、0013、8000", "_138_0013_8000_", "vx13800138000",
          "138-零零一三-８０００",
          "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣"})
        EXPECT_EQ(kind_in(text), "mobile") << text;
    EXPECT_EQ(kind_in("zhangsan at qq dot com"), "email");
    EXPECT_EQ(kind_in("zhang\\_san@qq。com"), "email");
    EXPECT_EQ(kind_in("一一零一零五一九四九一二三一零零二Ｘ"), "identity_number");
}

TEST(PersonalData, InAnAddressOnlyANamedParameterIs) {
    EXPECT_EQ(masked("https://example.com/13812341234?phone=13912341234"),
              "https://example.com/13812341234?phone=139＊＊＊＊1234");
}

// Size ----------------------------------------------------------------------------------------------

TEST(PersonalData, AMegabyteOfAnythingIsReadWithoutHurry) {
    for (const std::string_view part : {"1", "138-", "1 3 8 ", "(1", "13800138000 ", "a@", "a ",
                                        "@a.", "京A1", "&#4", "<a", "*", "电话", "一 ", "\n"})
        EXPECT_LE(find_personal_data(repeated(part, 1'000'000)).size(), 83'334U) << part;
}

TEST(PersonalData, FindingsAreInOrderAndDoNotOverlap) {
    samples::Random random(5);
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += samples::mobile(random) + " " + samples::email(random) + "，" +
                samples::plate(random) + "\n";
    std::size_t last = 0;
    const auto findings = find_personal_data(text);
    EXPECT_EQ(findings.size(), 900U);
    for (const PersonalDataFinding& finding : findings) {
        EXPECT_GE(finding.begin, last);
        EXPECT_LT(finding.begin, finding.end);
        last = finding.end;
    }
}

}  // namespace
}  // namespace casebook
