#include "render/markdown_work.h"

#include <gtest/gtest.h>

#include "content/library.h"
#include "render/markdown.h"
#include "support/shipped_files.h"

namespace casebook::render {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    while (times-- > 0) text += part;
    return text;
}

TEST(MarkdownWork, OfPicturesThatNeverEndAndListsThatStayOpenIsTooMuch) {
    for (const std::string& slow :
         {repeated("![[]()", 10'000), repeated("- ", 16'000) + "a" + repeated("\n", 30'000),
          repeated("1) ", 16'000) + "a" + repeated("\r", 10'000), repeated("> ", 30'000)}) {
        EXPECT_GT(markdown_work(slow), kMostMarkdownWork);
        EXPECT_TRUE(markdown(slow).text().starts_with("<pre>"));
        EXPECT_EQ(markdown_to_plain_text(slow), slow);
    }
}

TEST(MarkdownWork, OfWhatPeopleWriteIsFarFromTooMuch) {
    for (const std::string& usual :
         {repeated("![图](/attachments/1/a.png) 见 [手册](/manual)\n", 1000),
          repeated("- [x] 一步\n  - 再一步\n", 2000), repeated("> 客户说\n", 4000),
          repeated("--------------------------------\n", 1800),
          repeated("                    code\n", 2000)})
        EXPECT_LT(markdown_work(usual), kMostMarkdownWork) << usual.substr(0, 40);
}

TEST(MarkdownWork, OfTheShippedLibraryIsATenthAtMost) {
    for (const content::ShippedFile& file : content::shipped_files())
        EXPECT_LT(markdown_work(file.text), kMostMarkdownWork / 10) << file.path;
}

}  // namespace
}  // namespace casebook::render
