#include "search/highlight.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace casebook::search {
namespace {

using Words = std::vector<std::string>;

QueryTerms terms_of(std::string_view complaint) {
    return choose_query_terms(complaint, {1000, [](const std::string&) { return 1.0; }});
}

Words marked(std::string_view complaint, std::string_view text) {
    const QueryTerms terms = terms_of(complaint);
    Words words;
    for (const Match& match : Matcher(terms).matches_in(text))
        words.emplace_back(text.substr(match.begin, match.end - match.begin));
    return words;
}

std::string best(std::string_view complaint, std::string_view text, std::size_t characters) {
    const QueryTerms terms = terms_of(complaint);
    const Passage passage = best_passage(text, Matcher(terms).matches_in(text), characters);
    return std::string(text.substr(passage.begin, passage.end - passage.begin));
}

TEST(Highlight, MarksTheWordsAsTheyWereWritten) {
    const struct {
        std::string_view complaint, text;
        Words words;
    } rows[] = {
        {"宽带掉线", "我家的宽带每晚掉线", {"宽带", "掉线"}},
        {"宽带断线", "我家的寬帶每晚斷線", {"寬帶", "斷線"}},
        {"寬帶斷線", "我家的宽带每晚断线", {"宽带", "断线"}},
        {"691", "提示６９１，打不开", {"６９１"}},
        {"0x80070005", "弹出０Ｘ８００７０００５拒绝访问", {"０Ｘ８００７０００５"}},
        {"and the card", "and the rest, card", {"card"}},
        {"charged", "They were charging me: CHARGES!", {"charging", "CHARGES"}},
        {"掉线", "一切正常", {}},
    };
    for (const auto& row : rows) EXPECT_EQ(marked(row.complaint, row.text), row.words) << row.text;
}

TEST(Highlight, ACodeFoundWholeAndInPartsIsMarkedOnce) {
    EXPECT_EQ(marked("TB2026-1103", "单号 TB2026-1103 已签收"), Words{"TB2026-1103"});
    EXPECT_EQ(marked("1103, TB2026", "单号 TB2026-1103 已签收"), (Words{"TB2026", "1103"}));
}

TEST(Highlight, MatchesAreInOrderAndDoNotOverlap) {
    const std::string_view text = "hold TB2026-1103-77/9 the hotel hold, 单号单号 a.b@c.example 单";
    const QueryTerms terms = terms_of(text);
    std::size_t end = 0;
    for (const Match& match : Matcher(terms).matches_in(text)) {
        EXPECT_GE(match.begin, end);
        EXPECT_GT(match.end, match.begin);
        end = match.end;
    }
    EXPECT_GT(end, text.size() / 2);
}

TEST(Highlight, TheBestPassageHoldsTheMostTellingWords) {
    const std::string_view text =
        "客户来电说红灯亮。我们先查了账单，没有发现问题，又查了套餐。最后查到宽带掉线，红灯闪烁。";
    EXPECT_NE(best("宽带掉线红灯闪烁", text, 12).find("宽带掉线"), std::string::npos);
}

TEST(Highlight, ThePassageBeginsWithItsClause) {
    EXPECT_EQ(best("掉线", "天气很好。他说晚上掉线，白天正常，周末也正常吧", 16),
              "他说晚上掉线，白天正常，周末也正");
}

TEST(Highlight, WithoutAMatchThePassageIsTheStart) {
    EXPECT_EQ(best("掉线", "天气很好，一切正常", 4), "天气很好");
    EXPECT_EQ(best("掉线", "", 4), "");
}

TEST(Highlight, APassageIsNeverLongerThanAskedNorCutInsideACharacter) {
    const std::string_view text = "寬頻，斷線😀ａｂｃ掉线 charged ６９１。断线掉线";
    for (std::size_t characters = 1; characters < 30; ++characters) {
        const std::string passage = best("断线掉线 691 charges", text, characters);
        EXPECT_LE(count_characters(passage), characters);
        EXPECT_FALSE(find_invalid_utf8(passage));
    }
}

}  // namespace
}  // namespace casebook::search
