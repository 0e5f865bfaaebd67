#include "search/learning/learnt_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "search/learning/asked_as.h"
#include "search/learning/event_weights.h"

namespace casebook::search {
namespace {

// Of a case that was asked so, among others that were asked otherwise.
std::vector<std::string> words_of(const std::vector<std::string>& complaints) {
    AskedAs asked;
    for (const std::string& complaint : complaints) asked.add(1, complaint, kWeightUnit);
    std::int64_t other = 1;
    for (const char* text :
         {"账单多收了钱", "快递没有收到", "会员自动续费", "密码忘记了", "退款没到账"})
        asked.add(++other, text, kWeightUnit);
    LearntWords words({static_cast<double>(asked.cases()),
                       [&asked](const std::string& term) { return asked.cases_with(term); }});
    for (const std::string& complaint : complaints) words.add(complaint, 1);
    std::vector<std::string> found;
    for (const LearntWord& word : words.most_telling_first()) found.push_back(word.word);
    return found;
}

bool has(const std::vector<std::string>& words, const char* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

TEST(LearntWords, AreWholeWordsAsCustomersWroteThem) {
    const auto words = words_of({"宽带老掉线", "宽带又断网了", "寬頻掉線"});
    EXPECT_TRUE(words.front() == "宽带" || words.front() == "掉线") << words.front();
    EXPECT_TRUE(has(words, "宽带"));
    EXPECT_TRUE(has(words, "掉线"));
    EXPECT_TRUE(has(words, "断网"));
    for (const char* fragment : {"带老", "老掉", "断", "网", "了", "带又"})
        EXPECT_FALSE(has(words, fragment)) << fragment;
}

TEST(LearntWords, AreNoStemsAndNoStopWords) {
    const auto words = words_of({"My card was charged twice"});
    EXPECT_TRUE(has(words, "charged"));
    EXPECT_FALSE(has(words, "was"));
    EXPECT_FALSE(has(words, "charg"));
}

TEST(LearntWords, OfPairsThatOverlapTheOneThatIsAskedMostStands) {
    const auto words = words_of({"月底掉线卡死", "掉线", "一掉线"});
    EXPECT_TRUE(has(words, "掉线"));
    for (const char* fragment : {"线卡", "一掉"}) EXPECT_FALSE(has(words, fragment)) << fragment;
}

}  // namespace
}  // namespace casebook::search
