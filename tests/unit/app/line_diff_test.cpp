#include "app/line_diff.h"

#include <gtest/gtest.h>

namespace casebook::app {
namespace {

// "=kept", "-removed", "+added", "~3" for three lines skipped.
std::string told(std::string_view before, std::string_view after) {
    std::string out;
    for (const DiffLine& line : diff_lines(before, after)) {
        if (line.change == LineChange::skipped) {
            out += "~" + std::to_string(line.skipped) + "\n";
            continue;
        }
        const char* sign = line.change == LineChange::kept      ? "="
                           : line.change == LineChange::removed ? "-"
                                                                : "+";
        out += sign + line.text + "\n";
    }
    return out;
}

TEST(LineDiff, EqualTextsHaveNone) {
    EXPECT_EQ(told("", ""), "");
    EXPECT_EQ(told("一\n二\n", "一\n二\n"), "");
    EXPECT_EQ(told("一\r\n二\r\n", "一\n二\n"), "") << "only the line ends differ";
}

TEST(LineDiff, TellsWhatWasRemovedAndWhatWasAdded) {
    EXPECT_EQ(told("", "一\n二"), "+一\n+二\n");
    EXPECT_EQ(told("一\n二", ""), "-一\n-二\n");
    EXPECT_EQ(told("一\n二\n三", "一\n2\n三"), "=一\n-二\n+2\n=三\n");
    EXPECT_EQ(told("一\n三", "一\n二\n三"), "=一\n+二\n=三\n");
    EXPECT_EQ(told("甲\n乙\n丙\n丁", "乙\n丁\n戊"), "-甲\n=乙\n-丙\n=丁\n+戊\n");
}

TEST(LineDiff, ARepeatedLineIsNotCountedTwice) {
    EXPECT_EQ(told("一\n一", "一"), "=一\n-一\n");
    EXPECT_EQ(told("一", "一\n一"), "=一\n+一\n");
}

TEST(LineDiff, LinesAwayFromAChangeAreSkipped) {
    EXPECT_EQ(told("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nx\n6\n7\n8\n9"),
              "~2\n=3\n=4\n-5\n+x\n=6\n=7\n~2\n");
    EXPECT_EQ(told("a\n1\n2\n3\n4\n5\n6\nb", "A\n1\n2\n3\n4\n5\n6\nB"),
              "-a\n+A\n=1\n=2\n~2\n=5\n=6\n-b\n+B\n");
    EXPECT_EQ(told("a\n1\n2\n3\n4\n5\nb", "A\n1\n2\n3\n4\n5\nB"),
              "-a\n+A\n=1\n=2\n=3\n=4\n=5\n-b\n+B\n")
        << "one line takes no more room than to say that it is left out";
}

TEST(LineDiff, GivesBackBothTexts) {
    const std::string before = "甲\n乙\n\n丙\n丁\n乙", after = "乙\n甲\n丙\n\n丁\n戊";
    std::string old_side, new_side;
    for (const DiffLine& line : diff_lines(before, after)) {
        ASSERT_NE(line.change, LineChange::skipped);
        if (line.change != LineChange::added) old_side += line.text + "\n";
        if (line.change != LineChange::removed) new_side += line.text + "\n";
    }
    EXPECT_EQ(old_side, before + "\n");
    EXPECT_EQ(new_side, after + "\n");
}

TEST(LineDiff, TextsTooLargeToCompareAreReplacedWhole) {
    std::string before, after;
    for (int i = 0; i < 2000; ++i) {
        before += std::to_string(i) + "\n";
        after += std::to_string(i * 2 + 1) + "\n";
    }
    const auto lines = diff_lines(before, after);
    ASSERT_EQ(lines.size(), 4000u);
    EXPECT_EQ(lines[0].change, LineChange::removed);
    EXPECT_EQ(lines[2000].change, LineChange::added);
    EXPECT_EQ(diff_lines(before, before + "x").size(), 4u) << "what is equal costs nothing";
}

}  // namespace
}  // namespace casebook::app
