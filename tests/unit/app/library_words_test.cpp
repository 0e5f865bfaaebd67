// synonyms.yml and stock_phrases.yml of a library, in use while it runs.
#include "app/library_words.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>

#include "app/suggest_resolutions.h"
#include "base/fold.h"
#include "content/shipped_lists.h"
#include "content/synonyms_file.h"
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

TEST_F(LibraryLists, TheHalfLifeOfWhatIsLearntIsThatOfLearningYml) {
    using std::chrono::days;
    const auto half_life = [this] { return desk_.workspace().learning().half_life(); };
    EXPECT_EQ(half_life(), days(365)) << "there is no such file";
    ReuseEvent event;
    event.id = 1;
    event.when = desk_.workspace().clock().now();
    desk_.workspace().learning().train(desk_.workspace().index(), event.when);  // it is that day
    event.when.instant -= days(30);
    event.case_id = 1;
    event.text = "晚上掉线";
    desk_.workspace().learning().learn({event});
    const auto weight = [this] {
        const std::vector<std::int64_t> ids{1};
        return desk_.workspace().learning().model()->weights_of(ids).front();
    };
    EXPECT_GT(weight(), 0.9);
    desk_.write("learning.yml", "half_life_days: 30\n");
    desk_.workspace().load_words();
    EXPECT_NEAR(weight(), 0.5, 0.02);

    desk_.write("learning.yml", "# how long\nhalf_life_days: a year\n");
    desk_.workspace().load_words();
    EXPECT_EQ(half_life(), days(30)) << "the last good one";
    ASSERT_EQ(desk_.workspace().problems().size(), 1u);
    EXPECT_EQ(desk_.workspace().problems()[0].place.path, "learning.yml");
    EXPECT_EQ(desk_.workspace().problems()[0].place.line, 2);

    desk_.write("learning.yml", "half_life_days: 90\n");
    EXPECT_EQ(desk_.open().learning().half_life(), days(90)) << "after a restart";
}

TEST_F(LibraryLists, AMarkOfTheSuggestionShowsTheSynonymInTheText) {
    const auto list = suggested("断网");
    ASSERT_EQ(list.suggestions.size(), 1u);
    EXPECT_EQ(list.suggestions[0].evidence.words, std::vector<std::string>{"掉线"});
}

class WholeWords : public testing::Test {
  protected:
    void open_with(const std::vector<std::string>& complaints) {
        EntryId id = 0;
        for (const std::string& complaint : complaints) {
            ++id;
            desk_.write(fmt::format("cases/2026-11/{}-a.md", id),
                        test::case_text(id, complaint, complaint, "照此"));
        }
        desk_.write("synonyms.yml",
                    "groups:\n  - [打不开, 不能打开]\n  - [不想, 不愿意]\n  - [能用, 可以使用]\n"
                    "  - [宽带, 网络接入]\n");
        desk_.open();
    }

    std::vector<std::string> told(const std::string& text) {
        const auto list = value_of(suggest_resolutions(desk_.workspace(), {.text = text}));
        std::vector<std::string> told;
        for (const Suggestion& suggestion : list.suggestions)
            for (const SharedWord& word : suggestion.shared)
                told.push_back(
                    fmt::format("{} {} {}", suggestion.entry.id, word.typed, word.read_as));
        return told;
    }

    std::vector<std::string> found(const std::string& text) {
        const auto list = value_of(suggest_resolutions(desk_.workspace(), {.text = text}));
        std::vector<std::string> ids;
        for (const Suggestion& suggestion : list.suggestions)
            ids.push_back(std::to_string(suggestion.entry.id));
        return ids;
    }

    test::Desk desk_;
};

TEST_F(WholeWords, ASynonymOfSeveralPairsIsFoundAsAWholeOnly) {
    open_with({"网页不能打开", "能打折吗", "很愿意帮忙"});
    EXPECT_EQ(found("打不开").front(), "1");
    EXPECT_EQ(told("打不开"), std::vector<std::string>{"1 打不开 不能打开"});
    EXPECT_EQ(told("不想"), std::vector<std::string>{}) << "愿意 is not 不愿意";
}

TEST_F(WholeWords, WhatIsNegatedIsReadWithItsNegation) {
    open_with({"优惠券可以使用", "优惠券不可以使用"});
    EXPECT_EQ(told("不能用"), std::vector<std::string>{"2 不能用 不可以使用"});
    EXPECT_EQ(told("能用"), std::vector<std::string>{"1 能用 可以使用"})
        << "不可以使用 says the opposite";
}

TEST_F(WholeWords, AQuestionWhetherDeniesNothing) {
    open_with({"优惠券可以使用", "优惠券不可以使用", "网页打不开", "账号能不能用"});
    const auto told_of_question = told("能不能用");
    EXPECT_TRUE(std::ranges::find(told_of_question, "1 能用 可以使用") != told_of_question.end());
    EXPECT_EQ(told("能不能打开"), std::vector<std::string>{}) << "不能打开 is not said";
    const auto told_by_question = told("可以使用");
    EXPECT_TRUE(std::ranges::find(told_by_question, "4 可以使用 能用") != told_by_question.end());
}

TEST_F(WholeWords, WhatWasTypedIsToldAsItWasTyped) {
    open_with({"网络接入慢"});
    EXPECT_EQ(told("寬帶"), std::vector<std::string>{"1 寬帶 网络接入"});
}

TEST_F(WholeWords, FragmentsAreNotTold) {
    open_with({"钱一直没到账户", "车位的事情找物业"});
    EXPECT_EQ(told("他们的车位都没了我要退"), std::vector<std::string>{"2 车位 "});
}

// A library without a list of its own has the one that ships.
class ShippedList : public testing::Test {
  protected:
    struct Said {
        const char* by_the_caller;
        const char* in_the_case;
    };

    void expect_found(std::vector<Said> all) {
        EntryId id = 0;
        for (const Said& said : all) {
            ++id;
            desk_.write(fmt::format("cases/2026-11/{}-a.md", id),
                        test::case_text(id, said.in_the_case, said.in_the_case, "照此"));
        }
        desk_.open();
        id = 0;
        for (const Said& said : all) {
            const auto list =
                value_of(suggest_resolutions(desk_.workspace(), {.text = said.by_the_caller}));
            ++id;
            ASSERT_FALSE(list.suggestions.empty()) << said.by_the_caller;
            EXPECT_EQ(list.suggestions.front().entry.id, id) << said.by_the_caller;
        }
    }

    test::Desk desk_;
};

TEST_F(ShippedList, KnowsWhatCallersSayForWhatTheRecordSays) {
    expect_found({{"老板欠薪三个月了", "拖欠工资"},
                  {"车险咋买", "如何投保机动车保险"},
                  {"开发商不给房本", "不动产权证未办理"},
                  {"退休金没发下来", "养老金发放"},
                  {"坐飞机误点了能赔吗", "航班延误"},
                  {"电瓶车停楼道", "电动自行车违规停放"},
                  {"拉肚子能报吗", "腹泻就诊"},
                  {"定单咋撤销", "取消订单"}});
}

TEST_F(ShippedList, KnowsWhatEnglishCallersSayOtherwise) {
    expect_found({{"How can I add money", "Topup does not show"},
                  {"the cashpoint kept it", "Swallowed by the ATM"},
                  {"Where is my package", "Parcel held at customs"},
                  {"my suitcase is gone", "Luggage left behind"},
                  {"I can't sign in", "Login fails"}});
}

TEST(ShippedSynonyms, HaveEachWordInOneGroupOnly) {
    std::map<std::string, std::size_t> group_of;
    const auto groups = value_of(content::parse_synonyms(content::shipped_synonyms()));
    EXPECT_GT(groups.size(), 500u);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        EXPECT_GE(groups[group].size(), 2u) << groups[group].front();
        for (const std::string& word : groups[group]) {
            const auto [place, is_new] = group_of.emplace(fold_to_text(word), group);
            EXPECT_TRUE(is_new || place->second == group) << word;
        }
    }
}

}  // namespace
}  // namespace casebook::app
