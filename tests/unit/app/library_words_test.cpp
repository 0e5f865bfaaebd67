// synonyms.yml and stock_phrases.yml of a library, in use while it runs.
#include "app/library_words.h"

#include <gtest/gtest.h>

#include "app/suggest_resolutions.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::value_of;

class LibraryLists : public testing::Test {
  protected:
    LibraryLists() {
        desk_.write("cases/2026-11/1-a.md",
                    test::case_text(1, "宽带掉线", "晚上宽带掉线", "换光猫"));
        desk_.write("cases/2026-11/2-b.md",
                    test::case_text(2, "开场用语", "您好，很高兴为您服务", "照此"));
        desk_.write("synonyms.yml", "groups:\n  - [掉线, 断网]\n");
        desk_.write("stock_phrases.yml", "phrases:\n  - 您好\n  - 很高兴为您服务\n");
        desk_.open();
    }

    SuggestionList suggested(const std::string& text) {
        return value_of(suggest_resolutions(desk_.workspace(), {.text = text}));
    }

    test::Desk desk_;
};

TEST_F(LibraryLists, AreInUseFromTheStart) {
    EXPECT_EQ(suggested("断网").suggestions.size(), 1u);
    const auto greeting = suggested("您好，很高兴为您服务");
    EXPECT_TRUE(greeting.suggestions.empty());
    EXPECT_EQ(greeting.outcome, SuggestOutcome::too_little);
}

TEST_F(LibraryLists, AreReadAgainWhenTheyChanged) {
    desk_.write("synonyms.yml", "groups:\n  - [掉线, 连不上]\n");
    desk_.workspace().load_words();
    EXPECT_EQ(suggested("连不上").suggestions.size(), 1u);
    EXPECT_TRUE(suggested("断网").suggestions.empty());
}

TEST_F(LibraryLists, ABrokenOneIsAProblemWithItsLineAndTheLastGoodOneStaysInUse) {
    desk_.write("synonyms.yml", "groups:\n  - [掉线, 断网]\n  - 一个词\n");
    desk_.workspace().load_words();
    EXPECT_EQ(suggested("断网").suggestions.size(), 1u);
    const Problems problems = desk_.workspace().problems();
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].place.path, "synonyms.yml");
    EXPECT_EQ(problems[0].place.line, 3);

    desk_.write("synonyms.yml", "groups:\n  - [掉线, 断网]\n");
    desk_.workspace().load_words();
    EXPECT_TRUE(desk_.workspace().problems().empty());
}

TEST_F(LibraryLists, AMarkOfTheSuggestionShowsTheSynonymInTheText) {
    const auto list = suggested("断网");
    ASSERT_EQ(list.suggestions.size(), 1u);
    EXPECT_EQ(list.suggestions[0].evidence.words, std::vector<std::string>{"掉线"});
}

}  // namespace
}  // namespace casebook::app
