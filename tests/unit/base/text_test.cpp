#include "base/text.h"

#include <gtest/gtest.h>

#include <cctype>
#include <fstream>

#include "support/desk.h"

namespace casebook {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// UTF-8 validity ------------------------------------------------------------------------------------

TEST(Utf8, WellFormedTextHasNoInvalidByte) {
    for (const std::string_view text :
         {""sv, "abc"sv, "宽带"sv, "𝒜😀"sv, "\0"sv, "\xC2\x80"sv, "\xEF\xBF\xBF"sv, "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv})
        EXPECT_EQ(find_invalid_utf8(text), std::nullopt) << text;
}

TEST(Utf8, TheFirstInvalidByteIsFound) {
    struct Example {
        std::string_view bytes;
        std::size_t offset;
        std::string_view why;
    };
    constexpr Example examples[] = {
        {"\x80", 0, "a continuation alone"},
        {"ab\xFF", 2, "never a byte of UTF-8"},
        {"\xC0\xAF", 0, "an overlong slash"},
        {"\xE0\x80\xAF", 0, "overlong in three bytes"},
        {"\xF0\x80\x80\xAF", 0, "overlong in four bytes"},
        {"\xED\xA0\x80", 0, "a surrogate"},
        {"\xF4\x90\x80\x80", 0, "past the last character"},
        {"宽\xE5\xB8", 3, "cut off at the end"},
        {"宽\xE5\xB8x", 3, "cut off in the middle"},
        {"\xBF\xED\xBF\xB4\xF8", 0, "GB18030"},
    };
    for (const Example& example : examples)
        EXPECT_EQ(find_invalid_utf8(example.bytes), example.offset) << example.why;
}

TEST(Utf8, IllFormedSequencesBecomeTheReplacementCharacter) {
    const auto replaced = [](int count) {
        std::string out;
        while (count-- > 0) out += kReplacement;
        return out;
    };
    EXPECT_EQ(replace_invalid_utf8("宽带"), "宽带");
    EXPECT_EQ(replace_invalid_utf8("a\xE5\xB8z"), "a" + replaced(1) + "z");
    EXPECT_EQ(replace_invalid_utf8("\xED\xA0\x80"), replaced(3));
    EXPECT_EQ(replace_invalid_utf8("\xF0\x9F\x98"), replaced(1));
    EXPECT_EQ(replace_invalid_utf8("a\0b"sv), "a" + replaced(1) + "b");
}

TEST(Utf8, EveryCharacterSurvivesEncodingAndDecoding) {
    for (char32_t character = 1; character <= 0x10FFFF; character += character < 0x900 ? 1 : 97) {
        if (character >= 0xD800 && character <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, character);
        std::size_t position = 0;
        ASSERT_EQ(next_character(text, position), character);
        ASSERT_EQ(position, text.size());
        ASSERT_EQ(find_invalid_utf8(text), std::nullopt);
    }
}

std::string from_hex(std::string_view hex) {
    std::string digits;
    for (const char c : hex)
        if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return bytes;
}

// Lines of the kit: "number:valid:text", "number:valid hex:bytes", and
// "number:invalid hex:bytes:without the invalid ones:with U+FFFD in their place".
TEST(Utf8, AgreesWithTheConformanceKit) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::ifstream kit(test::shared_folder() / "kits" / "utf8tests.txt");
    int cases = 0;
    for (std::string line; std::getline(kit, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const std::vector<std::string> part = split(line, ':');
        ASSERT_GE(part.size(), 3u) << line;
        const std::string bytes = trim(part[1]) == "valid" ? part[2] : from_hex(part[2]);
        const bool valid = trim(part[1]).starts_with("valid");
        EXPECT_EQ(find_invalid_utf8(bytes) == std::nullopt, valid) << line;
        const bool has_nul = bytes.find('\0') != std::string::npos;
        const std::string replaced = part.size() > 4 ? from_hex(part[4]) : bytes;
        EXPECT_TRUE(has_nul || replace_invalid_utf8(bytes) == replaced) << line;
        ++cases;
    }
    EXPECT_GT(cases, 150);
}

// Characters ----------------------------------------------------------------------------------------

TEST(Characters, AreCountedNotBytes) {
    EXPECT_EQ(count_characters(""), 0u);
    EXPECT_EQ(count_characters("abc"), 3u);
    EXPECT_EQ(count_characters("宽带a😀"), 4u);
}

TEST(Characters, TheFirstOnesAreNeverCutInTheMiddle) {
    struct Example {
        std::size_t limit;
        std::string_view expected;
    };
    constexpr Example examples[] = {{0, ""}, {1, "宽"}, {2, "宽a"}, {3, "宽a😀"}, {99, "宽a😀"}};
    for (const Example& example : examples)
        EXPECT_EQ(first_characters("宽a😀", example.limit), example.expected);
}

TEST(Characters, AnOffsetMovesBackToTheStartOfItsCharacter) {
    const std::string_view text = "a宽😀";
    const std::size_t expected[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8};
    for (std::size_t offset = 0; offset < std::size(expected); ++offset)
        EXPECT_EQ(character_start(text, offset), expected[offset]) << offset;
}

// White space ---------------------------------------------------------------------------------------

TEST(WhiteSpace, IsWhatUnicodeSays) {
    for (const char32_t character : U" \t\n\v\f\r\u0085\u00A0\u2003\u2028\u2029\u3000"sv)
        EXPECT_TRUE(is_white_space(character)) << static_cast<unsigned>(character);
    for (const char32_t character : U"a0宽，。\u200B\uFEFF\0"sv)
        EXPECT_FALSE(is_white_space(character)) << static_cast<unsigned>(character);
}

TEST(WhiteSpace, IsTrimmedOnBothSidesTheIdeographicSpaceToo) {
    struct Example {
        std::string_view text;
        std::string_view trimmed;
    };
    constexpr Example examples[] = {
        {"", ""},     {" \t\r\n", ""},    {"　　", ""},           {"　宽带 掉线　\n", "宽带 掉线"},
        {"掉", "掉"}, {" a　b ", "a　b"}, {"\u00A0😀\u2003", "😀"},
    };
    for (const Example& example : examples) EXPECT_EQ(trim(example.text), example.trimmed);
}

TEST(WhiteSpace, RunsCollapseIntoOneSpace) {
    EXPECT_EQ(collapse_white_space(""), "");
    EXPECT_EQ(collapse_white_space(" \n　"), "");
    EXPECT_EQ(collapse_white_space("  宽带\r\n\r\n掉线　　了\t"), "宽带 掉线 了");
}

// Lines and parts -----------------------------------------------------------------------------------

TEST(Lines, EndWithEitherLineEnd) {
    using Lines = std::vector<std::string_view>;
    EXPECT_EQ(split_lines(""), Lines{});
    EXPECT_EQ(split_lines("a"), Lines{"a"});
    EXPECT_EQ(split_lines("a\n"), Lines{"a"});
    EXPECT_EQ(split_lines("a\r\n\r\nb"), (Lines{"a", "", "b"}));
    EXPECT_EQ(split_lines("\n\n"), (Lines{"", ""}));
    EXPECT_EQ(split_lines("a\rb\n"), (Lines{"a\rb"}));
}

TEST(Parts, AreSplitAndJoinedAgain) {
    EXPECT_EQ(split("网络/宽带/掉线", '/'), (std::vector<std::string>{"网络", "宽带", "掉线"}));
    for (const std::string text : {"", "/", "a", "a/", "/a", "a//b"})
        EXPECT_EQ(join(split(text, '/'), "/"), text);
    EXPECT_EQ(join({}, ", "), "");
    EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
}

TEST(AsciiLower, LeavesEverythingElseAlone) {
    EXPECT_EQ(ascii_lower("Does NOT fit É 宽带 Ａ"), "does not fit É 宽带 Ａ");
}

}  // namespace
}  // namespace casebook
