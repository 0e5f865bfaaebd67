#include "render/html.h"

#include <gtest/gtest.h>

namespace casebook::render {
namespace {

TEST(Escape, TheFiveCharactersThatMeanSomethingAreEscaped) {
    EXPECT_EQ(escape("<a href=\"x\" class='y'>&amp;").text(),
              "&lt;a href=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;");
}

TEST(Escape, EverythingElseStays) {
    for (const std::string text : {"", "宽带 😀", "a/b=c`{}", "\n\t"})
        EXPECT_EQ(escape(text).text(), text);
}

TEST(Html, IsEmptyUntilItHasText) {
    EXPECT_TRUE(Html().empty());
    EXPECT_TRUE(escape("").empty());
    EXPECT_FALSE(escape("a").empty());
}

TEST(Mark, PutsTheRangesInMarksAndEscapesAllText) {
    struct Example {
        std::string_view why;
        std::vector<MarkedRange> ranges;
        std::string_view expected;
    };
    const Example examples[] = {
        {"none", {}, "a&lt;b&gt;c"},
        {"one", {{1, 4}}, "a<mark>&lt;b&gt;</mark>c"},
        {"two", {{0, 1}, {4, 5}}, "<mark>a</mark>&lt;b&gt;<mark>c</mark>"},
        {"side by side", {{0, 1}, {1, 2}}, "<mark>a</mark><mark>&lt;</mark>b&gt;c"},
        {"the whole", {{0, 5}}, "<mark>a&lt;b&gt;c</mark>"},
        {"an empty one", {{2, 2}}, "a&lt;b&gt;c"},
        {"overlapping", {{0, 3}, {2, 4}}, "<mark>a&lt;b</mark><mark>&gt;</mark>c"},
        {"one inside another", {{0, 4}, {1, 2}}, "<mark>a&lt;b&gt;</mark>c"},
        {"not sorted", {{2, 3}, {0, 1}}, "a&lt;<mark>b</mark>&gt;c"},
        {"backwards", {{3, 1}}, "a&lt;b&gt;c"},
        {"past the end", {{4, 99}, {100, 200}}, "a&lt;b&gt;<mark>c</mark>"},
    };
    for (const Example& example : examples)
        EXPECT_EQ(mark("a<b>c", example.ranges).text(), example.expected) << example.why;
}

TEST(Mark, AnEmptyTextStaysEmpty) {
    EXPECT_EQ(mark("", {{0, 5}}).text(), "");
}

}  // namespace
}  // namespace casebook::render
