#include "app/suggest_resolutions.h"

#include "app/link_cases.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::Desk;
using test::value_of;

using Ids = std::vector<EntryId>;

class SuggestResolutions : public testing::Test {
  protected:
    SuggestResolutions() {
        desk_.write("cases/1.md", case_text(1, "宽带每晚掉线", "一到晚上就掉线，红灯闪", "换光猫"));
        desk_.write("cases/2.md", case_text(2, "账单有误", "多扣了十元", "退款"));
    }

    SuggestionList suggest(const std::string& text) {
        return value_of(suggest_resolutions(desk_.workspace(), {.text = text}));
    }
    Ids suggested(const std::string& text) {
        Ids ids;
        for (const Suggestion& suggestion : suggest(text).suggestions)
            ids.push_back(suggestion.entry.id);
        return ids;
    }

    Desk desk_;
};

TEST_F(SuggestResolutions, ACaseThatSharesWordsIsFound) {
    desk_.open();
    const SuggestionList list = suggest("晚上老掉线");
    EXPECT_EQ(list.outcome, SuggestOutcome::found);
    ASSERT_EQ(list.suggestions.size(), 1u);
    EXPECT_EQ(list.suggestions[0].entry.id, 1);
    EXPECT_EQ(list.suggestions[0].path, "cases/1.md");
    EXPECT_GT(list.suggestions[0].score, 0);
    EXPECT_FALSE(list.clipped);
}

TEST_F(SuggestResolutions, WhatSomebodyLinkedWithAFoundCaseIsKnownAsSuch) {
    desk_.open();
    value_of(link_cases(desk_.workspace(), 1, 2, "lead"));
    const SuggestionList list = suggest("晚上老掉线");
    ASSERT_EQ(list.suggestions.size(), 1u);
    EXPECT_FALSE(list.suggestions[0].is_linked);
    ASSERT_EQ(list.suggestions[0].alternatives.size(), 1u);
    EXPECT_TRUE(list.suggestions[0].alternatives[0].is_linked);
}

TEST_F(SuggestResolutions, WordsThatNoCaseHasFindNothing) {
    desk_.open();
    EXPECT_EQ(suggest("冰箱").outcome, SuggestOutcome::nothing_found);
}

TEST_F(SuggestResolutions, NoiseIsTooLittleToSearchFor) {
    desk_.open();
    for (const char* noise : {"", "  \n", "……？！", "😀😀", "---", "\xff\xfe"})
        EXPECT_EQ(suggest(noise).outcome, SuggestOutcome::too_little) << noise;
}

TEST_F(SuggestResolutions, ALongTextIsUsedUpToItsLimitAndSaysSo) {
    desk_.open();
    std::string noise;
    for (std::size_t i = 0; i + 4 < search::kLongestComplaint; ++i) noise += "哇";
    EXPECT_FALSE(suggest("晚上掉线" + noise).clipped);
    EXPECT_TRUE(suggest("晚上掉线啊" + noise).clipped);
    EXPECT_EQ(suggested("晚上掉线" + noise + "账单"), Ids{1});
    EXPECT_EQ(suggest(noise + "啊啊啊啊账单").outcome, SuggestOutcome::nothing_found);
}

TEST_F(SuggestResolutions, ABadExampleNeverLeadsWhileThereIsAnother) {
    desk_.write("cases/3.md", case_text(3, "晚上掉线红灯闪叫人捅小孔", "晚上掉线红灯闪", "捅小孔",
                                        "state: verified\nexample: bad\n"));
    desk_.open();
    EXPECT_EQ(suggested("晚上掉线红灯闪，捅小孔"), (Ids{1, 3}));
    EXPECT_EQ(suggested("捅小孔"), Ids{3}) << "alone it is better than nothing";
}

TEST_F(SuggestResolutions, WhetherThereIsAPrecedentGoesByTheSurestNotByTheFirst) {
    SuggestionList list;
    list.suggestions.resize(2);
    list.suggestions[0].confidence = 0.13;
    list.suggestions[1].confidence = 0.13;
    EXPECT_FALSE(list.has_precedent());
    list.suggestions[1].confidence = 0.59;
    EXPECT_TRUE(list.has_precedent());
}

TEST_F(SuggestResolutions, ACaseGrowsStale) {
    desk_.write("cases/3.md", case_text(3, "快递不动", "三天不动", "催件",
                                        "state: verified\nvalid_until: 2026-11-20\n"));
    desk_.write("cases/4.md", case_text(4, "快递丢了", "快递不见", "赔付",
                                        "state: verified\nvalid_until: 2026-11-21\n"));
    desk_.write("cases/5.md", case_text(5, "快递破了", "快递破损", "赔付",
                                        "state: verified\nconfirmed: 2025-11-20\n"));
    desk_.open();
    for (const Suggestion& suggestion : suggest("快递").suggestions)
        EXPECT_EQ(suggestion.stale, suggestion.entry.id != 4) << suggestion.entry.id;
    EXPECT_EQ(suggest("快递").suggestions.size(), 3u);
}

TEST_F(SuggestResolutions, TheLimitIsKeptAndHasAnEnd) {
    for (EntryId id = 10; id < 80; ++id)
        desk_.write("cases/" + std::to_string(id) + ".md", case_text(id, "快递", "不动", "催件"));
    desk_.open();
    for (const auto& [limit, expected] : {std::pair{1, 1}, {7, 7}, {50, 50}, {1000, 50}})
        EXPECT_EQ(value_of(suggest_resolutions(
                               desk_.workspace(),
                               {.text = "快递", .limit = static_cast<std::size_t>(limit)}))
                      .suggestions.size(),
                  static_cast<std::size_t>(expected));
}

}  // namespace
}  // namespace casebook::app
