#include "search/phrase_table.h"

#include <gtest/gtest.h>

namespace casebook::search {
namespace {

std::vector<PhraseTable::Value> found_in(const PhraseTable& table, std::string_view text) {
    std::vector<PhraseTable::Value> values;
    for (const auto& found : table.find_in(units_of(tokens_of(text))))
        values.push_back(found.value);
    return values;
}

using Values = std::vector<PhraseTable::Value>;

TEST(PhraseTable, FindsAChinesePhraseInsideASentence) {
    PhraseTable table;
    table.add("断网", 7);
    EXPECT_EQ(found_in(table, "昨天断网到现在"), Values{7});
    EXPECT_EQ(found_in(table, "斷網"), Values{7});
    EXPECT_EQ(found_in(table, "断了网"), Values{});
}

TEST(PhraseTable, TheLongestAtAPlaceIsMeant) {
    PhraseTable table;
    table.add("麻烦", 1);
    table.add("麻烦您", 2);
    table.add("您好", 3);
    EXPECT_EQ(found_in(table, "麻烦您好好看看麻烦"), (Values{2, 1}));
}

TEST(PhraseTable, AnEnglishWordIsFoundInflectedButNotInsideAnother) {
    PhraseTable table;
    table.add("out of stock", 1);
    table.add("modem", 2);
    EXPECT_EQ(found_in(table, "The modems are OUT of stock"), (Values{2, 1}));
    EXPECT_EQ(found_in(table, "modemx"), Values{});
}

TEST(PhraseTable, TheFirstOfTwoEqualPhrasesKeepsItsValue) {
    PhraseTable table;
    EXPECT_EQ(table.add("寬頻", 1), 1u);
    EXPECT_EQ(table.add("宽频", 2), 1u);
    EXPECT_EQ(table.add("？！", 3), 3u);
    EXPECT_EQ(found_in(table, "宽频"), Values{1});
}

}  // namespace
}  // namespace casebook::search
