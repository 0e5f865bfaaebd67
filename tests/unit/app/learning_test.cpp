#include "app/learning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "app/record_reuse.h"
#include "app/suggest_resolutions.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::Desk;
using test::value_of;

class LearningDesk : public testing::Test {
  protected:
    void SetUp() override {
        desk_.write("cases/2026-03/1-a.md",
                    test::case_text(1, "宽带掉线", "网络每晚断开", "换端口"));
        desk_.write("cases/2026-03/2-b.md", test::case_text(2, "账单多收", "多扣了钱", "退费"));
        desk_.write("cases/2026-03/3-c.md",
                    test::case_text(3, "草稿", "还没写完", "无", "state: draft\n"));
        Workspace& workspace = desk_.open();
        // It was opened today; from here on it is the desk's day.
        workspace.learning().train(workspace.index(), workspace.clock().now());
    }

    void say(Verdict verdict, EntryId case_id, const std::string& text) {
        learnt_.push_back(event(verdict, case_id, text));
        desk_.workspace().learning().learn({learnt_.back()});
    }

    ReuseEvent event(Verdict verdict, EntryId case_id, const std::string& text) {
        ReuseEvent event;
        event.id = ++last_;
        event.who = "person " + std::to_string(last_);
        event.when = desk_.workspace().clock().now();
        event.case_id = case_id;
        event.verdict = verdict;
        event.text = text;
        return event;
    }

    std::vector<EntryId> suggested(const std::string& text) {
        SuggestRequest request;
        request.text = text;
        std::vector<EntryId> ids;
        for (const Suggestion& suggestion :
             value_of(suggest_resolutions(desk_.workspace(), request)).suggestions)
            ids.push_back(suggestion.entry.id);
        return ids;
    }

    double confidence(EntryId case_id, const std::string& text) {
        for (const Suggestion& suggestion :
             value_of(suggest_resolutions(desk_.workspace(), {.text = text})).suggestions)
            if (suggestion.entry.id == case_id) return suggestion.confidence.value();
        return 0;
    }

    Suggestion suggestion_of(EntryId case_id, const std::string& text) {
        SuggestionList list = value_of(suggest_resolutions(desk_.workspace(), {.text = text}));
        const auto found = std::find_if(
            list.suggestions.begin(), list.suggestions.end(),
            [&](const Suggestion& suggestion) { return suggestion.entry.id == case_id; });
        EXPECT_NE(found, list.suggestions.end()) << text;
        return found == list.suggestions.end() ? Suggestion{} : std::move(*found);
    }

    void record(Verdict verdict, EntryId case_id, const std::string& text) {
        ReuseEvent event;
        event.who = "recorder " + std::to_string(++last_);
        event.case_id = case_id;
        event.verdict = verdict;
        event.text = text;
        value_of(record_reuse(desk_.workspace(), std::move(event)));
    }

    Desk desk_;
    std::int64_t last_ = 0;
    std::vector<ReuseEvent> learnt_;
};

TEST_F(LearningDesk, ACaseIsFoundByWordsThatOnlyCustomersUse) {
    EXPECT_TRUE(suggested("路由器闪红灯").empty());
    say(Verdict::used, 1, "路由器一直闪红灯");
    EXPECT_EQ(suggested("路由器闪红灯"), std::vector<EntryId>{1});
}

TEST_F(LearningDesk, WhatIsHiddenIsNeverSuggestedWhateverWasLearnt) {
    say(Verdict::used, 3, "路由器一直闪红灯");
    EXPECT_TRUE(suggested("路由器闪红灯").empty());
}

TEST_F(LearningDesk, NotThisPutsACaseBehindOthers) {
    const std::string text = "网络断开还多扣了钱";
    EXPECT_EQ(suggested(text).size(), 2u);
    const EntryId first = suggested(text).front();
    say(Verdict::not_this, first, text);
    EXPECT_EQ(suggested(text).back(), first);
}

// The sentences of people who said "not this" and saw nothing happen: words with synonyms, typed in letters, in English.
TEST(ShippedLibrary, NotThisPutsTheFirstSuggestionBehindOthersWhateverItIsReadAs) {
    Desk desk = Desk::with_shipped_content();
    Workspace& workspace = desk.open();
    const auto first_for = [&workspace](const char* text) {
        SuggestRequest request;
        request.text = text;
        return value_of(suggest_resolutions(workspace, request)).suggestions.front().entry.id;
    };
    std::int64_t id = 0;
    for (const char* text : {"断网", "老是断网", "快递没收到", "wifi信号不好", "手机收不到验证码",
                             "kuandai diaoxian", "宽带晚上掉线", "怎么办理停机", "卡被盗刷了",
                             "How do I get a refund for a parcel that never arrived?"}) {
        const EntryId first = first_for(text);
        ReuseEvent event;
        event.id = ++id;
        event.who = "li";
        event.when = workspace.clock().now();
        event.case_id = first;
        event.verdict = Verdict::not_this;
        event.text = text;
        workspace.learning().learn({event});
        EXPECT_NE(first_for(text), first) << text;
        workspace.learning().forget(id, event.when);
        EXPECT_EQ(first_for(text), first) << text;
    }
}

TEST_F(LearningDesk, NotThisOfOneMovesACaseLittleThatManyConfirmedForTheSame) {
    const std::string text = "网络断开还多扣了钱";
    for (int i = 0; i < 20; ++i) say(Verdict::used, 1, text);
    EXPECT_EQ(suggested(text).front(), 1);
    say(Verdict::not_this, 1, text);
    EXPECT_EQ(suggested(text).front(), 1);
    for (int i = 0; i < 40; ++i) say(Verdict::not_this, 1, text);
    EXPECT_EQ(suggested(text).front(), 2);
}

TEST_F(LearningDesk, WhenALogIsReadAgainTheTrainedPartOfOtherCasesStays) {
    store::Database& database = desk_.workspace().database();
    for (const char* text : {"上网老是中断", "晚上上不了网", "网速慢然后断"})
        say(Verdict::used, 1, text);
    for (const char* text : {"话费不对", "这个月贵了", "为什么扣这么多"})
        say(Verdict::used, 2, text);
    Workspace& workspace = desk_.workspace();
    value_of(database.add_reuse_events(learnt_));
    workspace.learning().train(workspace.index(), workspace.clock().now());
    const auto before = workspace.learning().model()->linear();
    test::expect_done(workspace.learning().read_log(database));
    EXPECT_TRUE(workspace.learning().model()->linear()->same_weights(*before));
    EXPECT_TRUE(workspace.learning().model()->wants_training());
}

TEST_F(LearningDesk, AnEditedCaseIsTrainedWithAnew) {
    say(Verdict::used, 1, "上网老是中断");
    Workspace& workspace = desk_.workspace();
    workspace.learning().train(workspace.index(), workspace.clock().now());
    workspace.learning().look_again(workspace.index());
    EXPECT_FALSE(workspace.learning().wants_training());
    desk_.write("cases/2026-03/1-a.md", test::case_text(1, "光猫红灯", "网络每晚断开", "换端口"));
    workspace.follower().enqueue({{0, "cases/2026-03/1-a.md"}}, Urgency::at_once);
    test::expect_done(workspace.follower().catch_up());
    workspace.learning().look_again(workspace.index());
    EXPECT_TRUE(workspace.learning().wants_training());
}

TEST_F(LearningDesk, AYoungDeskBelievesWhatWasConfirmedForTheSameWords) {
    const std::string text = "拿铁没有了";
    say(Verdict::used, 1, text);
    EXPECT_EQ(search::level_of(confidence(1, text)), search::ConfidenceLevel::likely);
    EXPECT_NE(search::level_of(confidence(1, "拿铁又没有了")), search::ConfidenceLevel::unsure);
    const double once = confidence(1, text);
    for (int i = 0; i < 10; ++i) say(Verdict::used, 2, "多扣了钱，第" + std::to_string(i) + "回");
    EXPECT_DOUBLE_EQ(confidence(1, text), once);
    say(Verdict::used, 1, text);
    EXPECT_GT(confidence(1, text), once);
}

// What is kept has the number masked, what is asked has not.
TEST_F(LearningDesk, AComplaintWithATelephoneNumberIsTheSameOneWhenItIsAskedAgain) {
    const std::string text = "网络断开，打我13812341234";
    record(Verdict::used, 1, text);
    EXPECT_DOUBLE_EQ(suggestion_of(1, text).learnt.confirmed.support, 1);
    EXPECT_EQ(suggestion_of(1, text).confirmed_alike, 1u);
    const std::string other = "多扣了钱，电话是13912345678";
    EXPECT_EQ(suggestion_of(2, other).learnt.dismissed, 0);
    record(Verdict::not_this, 2, other);
    EXPECT_DOUBLE_EQ(suggestion_of(2, other).learnt.dismissed, 1);
}

TEST_F(LearningDesk, WhereTheCardTellsOfTwoSuchComplaintsThereIsAPrecedent) {
    const std::string text = "路由器的灯还是一直闪着红色";
    for (const char* like : {"路由器的灯为什么一直闪红", "我家路由器的灯一直闪红色的光"})
        say(Verdict::used, 1, like);
    const Suggestion suggestion = suggestion_of(1, text);
    EXPECT_EQ(suggestion.confirmed_alike, 2u);
    EXPECT_NE(search::level_of(suggestion.confidence.value()), search::ConfidenceLevel::unsure);
}

TEST_F(LearningDesk, WhenALogIsReadAgainItsEventsAreAsOldAsBefore) {
    Workspace& workspace = desk_.workspace();
    say(Verdict::used, 1, "上网老是中断");
    value_of(workspace.database().add_reuse_events(learnt_));
    Timestamp year_later = workspace.clock().now();
    year_later.instant += std::chrono::days(365);
    workspace.learning().train(workspace.index(), year_later);
    test::expect_done(workspace.learning().read_log(workspace.database()));
    EXPECT_NEAR(workspace.learning().model()->weights_of(std::vector<std::int64_t>{1}).front(), 0.5,
                1e-3);
}

TEST_F(LearningDesk, ADeskWithoutEventsIsNotTrainedWhenItsCasesAreLookedAt) {
    desk_.workspace().learning().look_again(desk_.workspace().index());
    EXPECT_FALSE(desk_.workspace().learning().wants_training());
}

TEST_F(LearningDesk, SuggestionsDoNotWaitUntilAnotherHalfLifeIsWorkedOut) {
    constexpr std::chrono::days kMonth{30};
    for (int i = 0; i < 20'000; ++i) {
        learnt_.push_back(event(Verdict::used, 1, "上网老是中断"));
        learnt_.back().when.instant -= kMonth;
    }
    Learning& learning = desk_.workspace().learning();
    learning.learn(learnt_);
    const std::vector<std::int64_t> newest{last_};  // weighed as the last one
    std::thread setting([&] { learning.use_half_life(kMonth); });
    while (learning.half_life() != kMonth) std::this_thread::yield();
    EXPECT_GT(learning.model()->weights_of(newest).front(), 0.9);
    setting.join();
    EXPECT_NEAR(learning.model()->weights_of(newest).front(), 0.5, 1e-3);
}

TEST_F(LearningDesk, TrainingKeepsWhatWasConfirmedInFront) {
    for (const char* text : {"上网老是中断", "晚上上不了网", "网速慢然后断"})
        say(Verdict::used, 1, text);
    for (const char* text : {"话费不对", "这个月贵了", "为什么扣这么多"})
        say(Verdict::used, 2, text);
    Workspace& workspace = desk_.workspace();
    workspace.learning().train(workspace.index(), workspace.clock().now());
    EXPECT_FALSE(workspace.learning().model()->wants_training());
    EXPECT_EQ(suggested("晚上又上不了网").front(), 1);
    EXPECT_EQ(suggested("这个月话费贵了").front(), 2);
}

}  // namespace
}  // namespace casebook::app
