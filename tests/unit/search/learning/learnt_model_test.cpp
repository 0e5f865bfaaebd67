#include "search/learning/learnt_model.h"

#include <gtest/gtest.h>

#include <map>

#include "learning_log.h"

namespace casebook::search {
namespace {

std::optional<CaseWords> no_words(EntryId) {
    return std::nullopt;
}

QueryTerms terms_of(std::string_view text) {
    return choose_query_terms(text, {100, [](const std::string&) { return 1.0; }});
}

LearntScore score_of(const LearntModel& model, EntryId id, std::string_view text) {
    const std::vector<EntryId> candidates{id};
    const QueryTerms terms = terms_of(text);
    for (const LearntScore& score : model.scores({text, terms, terms}, candidates, 10))
        if (score.case_id == id) return score;
    return {};
}

double total(const LearntScore& score) {
    return kAskedAs * score.asked_as / 10 + kTrained * score.trained - kDismissed * score.dismissed;
}

LogMaker some_log() {
    LogMaker log;
    log.used(1, "宽带掉线").used(2, "账单多收了钱").used(1, "网络每晚断开");
    log.used(3, "my card was stolen").used(2, "为什么扣了两次费").used(3, "card stolen abroad");
    log.add("li", 2, Verdict::not_this, "宽带账单看不到");
    log.add("li", 1, Verdict::copied, "路由器红灯");
    return log;
}

const std::vector<std::string> kComplaints{"宽带又断了", "多扣费", "stolen cards",
                                           "宽带账单看不到"};

void expect_same(const LearntModel& a, const LearntModel& b) {
    EXPECT_TRUE(a.linear()->same_weights(*b.linear()));
    for (const std::string& text : kComplaints)
        for (const EntryId id : {1, 2, 3}) {
            const LearntScore x = score_of(a, id, text);
            const LearntScore y = score_of(b, id, text);
            EXPECT_EQ(x.asked_as, y.asked_as) << text << id;
            EXPECT_EQ(x.trained, y.trained) << text << id;
            EXPECT_EQ(x.dismissed, y.dismissed) << text << id;
            EXPECT_EQ(x.confirmations, y.confirmations) << text << id;
        }
}

TEST(LearntModel, AConfirmationIsInEffectAtOnce) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    log.used(1, "网页打不开").used(2, "账单多收了钱");
    model.learn(log.log());
    const LearntScore score = score_of(model, 1, "网页又打不开");
    EXPECT_GT(score.asked_as, 0);
    EXPECT_GT(score.likeness, 0.3);
    EXPECT_EQ(score.confirmations, 1u);
    EXPECT_EQ(score_of(model, 2, "网页又打不开").asked_as, 0);
}

TEST(LearntModel, NothingIsSaidOfACaseOfWhichNothingIsKnown) {
    LearntModel model({}, kFirstDay);
    model.learn(some_log().log());
    const std::vector<EntryId> candidates{77};
    const QueryTerms terms = terms_of("宽带掉线");
    for (const LearntScore& score : model.scores({"宽带掉线", terms, terms}, candidates, 10))
        EXPECT_NE(score.case_id, 77);
}

TEST(LearntModel, EventByEventAndARebuildFromTheLogAreTheSame) {
    LogMaker log = some_log();
    LearntModel at_once({}, kFirstDay), one_by_one({}, kFirstDay);
    at_once.learn(log.log());
    for (const ReuseEvent& event : log.log()) {
        one_by_one.learn(event);
        one_by_one.train(no_words);
    }
    at_once.train(no_words);
    expect_same(at_once, one_by_one);
}

TEST(LearntModel, WhatWasUndoneIsAsIfItHadNeverBeen) {
    for (std::size_t undone = 0; undone < some_log().log().size(); ++undone) {
        std::vector<ReuseEvent> log = some_log().log();
        LearntModel model({}, kFirstDay), never({}, kFirstDay);
        model.learn(log);
        model.train(no_words);
        model.forget(log[undone].id, log[undone].when);
        EXPECT_TRUE(model.wants_training());
        model.train(no_words);
        log.erase(log.begin() + static_cast<std::ptrdiff_t>(undone));
        never.learn(log);
        never.train(no_words);
        expect_same(model, never);
    }
}

TEST(LearntModel, NotThisLowersACaseForComplaintsLikeThatOneOnly) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    log.used(1, "宽带每晚掉线").used(1, "网络断开");
    log.add("li", 1, Verdict::not_this, "电视机顶盒没有信号");
    model.learn(log.log());
    EXPECT_GT(score_of(model, 1, "电视机顶盒没有信号").dismissed, 0.9);
    EXPECT_GT(score_of(model, 1, "电视机顶盒还是没有信号").dismissed, 0.3);
    EXPECT_EQ(score_of(model, 1, "宽带每晚掉线").dismissed, 0);
    EXPECT_EQ(score_of(model, 1, "没有网络").dismissed, 0);
}

LearntScore after_dismissals(const LogMaker& log, const std::string& text) {
    LearntModel model({}, kFirstDay);
    model.learn(log.log());
    return score_of(model, 1, text);
}

TEST(LearntModel, OnePersonsNotThisDoesNotOutweighManyWhoConfirmedTheCaseForSuch) {
    LogMaker log;
    for (int i = 0; i < 40; ++i) log.used(1, "卡被盗刷了");
    for (int i = 0; i < 50; ++i)
        log.add("li", 1, Verdict::not_this, "卡被盗刷了" + std::to_string(i));
    EXPECT_LT(after_dismissals(log, "卡被盗刷了").dismissed, 0.05);
}

TEST(LearntModel, WhatOthersConfirmedForOtherComplaintsDoesNotHoldAgainstNotThis) {
    LogMaker log;
    for (int i = 0; i < 40; ++i) log.used(1, "忘记密码登录不上" + std::to_string(i));
    log.add("li", 1, Verdict::not_this, "卡被盗刷了");
    EXPECT_GT(after_dismissals(log, "卡被盗刷了").dismissed, 0.95);
    EXPECT_EQ(after_dismissals(log, "忘记密码登录不上").dismissed, 0);
}

TEST(LearntModel, SeveralPeoplesNotThisWinsInTheEnd) {
    LogMaker log;
    for (int i = 0; i < 5; ++i) log.used(1, "卡被盗刷了");
    double before = 0;
    for (int i = 0; i < 10; ++i) {
        log.add("dismisser " + std::to_string(i), 1, Verdict::not_this, "卡被盗刷了");
        const double now = after_dismissals(log, "卡被盗刷了").dismissed;
        EXPECT_GT(now, before);
        before = now;
    }
    EXPECT_GT(before, 0.6);
}

TEST(LearntModel, ALongComplaintsNotThisIsNotAboutAShortOneThatItHolds) {
    LogMaker log;
    std::string call = "宽带掉线";
    for (const char* more : {"师傅上门换了两次猫", "客服电话打不通", "月费一直照扣", "发票也没有开",
                             "邻居家的网络都好好的", "希望给个说法不然投诉"})
        call += more;
    log.add("li", 1, Verdict::not_this, call);
    EXPECT_LT(after_dismissals(log, "宽带掉线").dismissed, 0.1);
    EXPECT_GT(after_dismissals(log, call).dismissed, 0.9);
}

TEST(LearntModel, NotThisIsLessAndLessAboutAComplaintTheMoreItsOwnSaidBesides) {
    const auto dismissed = [](const char* complaint) {
        LogMaker log;
        log.add("li", 1, Verdict::not_this, complaint);
        return after_dismissals(log, "断网").dismissed;
    };
    EXPECT_DOUBLE_EQ(dismissed("断网了"), 1);
    EXPECT_LT(dismissed("断网红灯"), 0.7) << "twice as long";
    EXPECT_GT(dismissed("断网红灯"), 0.3);
    EXPECT_EQ(dismissed("断网红灯一直"), 0) << "three times as long";
    EXPECT_EQ(dismissed("断网了红灯一直闪"), 0) << "four times as long";
}

TEST(LearntModel, WhatCountsAgainIsAsIfItHadNeverBeenForgotten) {
    const std::vector<ReuseEvent> log = some_log().log();
    LearntModel model({}, kFirstDay), straight({}, kFirstDay);
    model.learn(log);
    straight.learn(log);
    EXPECT_TRUE(model.count_only(2, {}));
    EXPECT_EQ(score_of(model, 2, "多扣费").confirmations, 0u);
    EXPECT_EQ(score_of(model, 2, "宽带账单看不到").dismissed, 0);
    EXPECT_TRUE(model.count_only(2, std::vector<std::int64_t>{2, 5, 7}));
    model.train(no_words);
    straight.train(no_words);
    expect_same(model, straight);
    EXPECT_FALSE(model.count_only(2, std::vector<std::int64_t>{2, 5, 99}));
    expect_same(model, straight);
}

TEST(LearntModel, ACaseWhoseLearningWasResetIsAtOnceAsIfNothingHadBeenTrained) {
    LearntModel model({}, kFirstDay);
    model.learn(some_log().log());
    model.train(no_words);
    EXPECT_GT(score_of(model, 3, "stolen cards").trained, 0);
    model.count_only(3, {});
    EXPECT_EQ(score_of(model, 3, "stolen cards").trained, 0);
}

// Weighed once for each event this took minutes, in which nobody's "used" was answered.
TEST(LearntModel, ManyEventsOfACaseAreForgottenInAboutTheTimeThatTheyTookToLearn) {
    using SteadyClock = std::chrono::steady_clock;
    constexpr int kMany = 20'000;
    LearntModel model({}, kFirstDay);
    LogMaker log;
    for (int i = 0; i < kMany; ++i) log.used(i % 10 == 0 ? 2 : 1, "宽带掉线" + std::to_string(i));
    const auto start = SteadyClock::now();
    model.learn(log.log());
    const auto learnt = SteadyClock::now();
    EXPECT_TRUE(model.count_only(1, {}));
    EXPECT_LT(SteadyClock::now() - learnt, 10 * (learnt - start) + std::chrono::seconds(1));
    EXPECT_EQ(score_of(model, 1, "宽带掉线").confirmations, 0u);
    EXPECT_EQ(score_of(model, 2, "宽带掉线").confirmations, 2000u);
}

TEST(LearntModel, ItWantsTrainingWhenACaseItWasTrainedWithSaysOtherwise) {
    LearntModel model({}, kFirstDay);
    model.learn(some_log().log());
    CaseWords words{"宽带掉线", "宽带"};
    const auto own_words = [&words](EntryId id) {
        return id == 1 ? std::optional(words) : std::nullopt;
    };
    model.train(own_words);
    model.look_again(own_words);
    EXPECT_FALSE(model.wants_training());
    words.problem = "光猫红灯";
    model.look_again(own_words);
    EXPECT_TRUE(model.wants_training());
    model.train(own_words);
    model.look_again(no_words);  // the case was withdrawn
    EXPECT_TRUE(model.wants_training());
}

TEST(LearntModel, AnotherHalfLifeIsInEffectAtOnce) {
    const auto month_later = kFirstDay + std::chrono::days(30);
    LearntModel model({}, month_later), straight({.half_life = std::chrono::days(30)}, month_later);
    model.learn(some_log().log());
    straight.learn(some_log().log());
    model.use_half_life(std::chrono::days(30));
    EXPECT_NEAR(model.weights_of(std::vector<std::int64_t>{1}).front(), 0.5, 1e-3);
    model.train(no_words);
    straight.train(no_words);
    expect_same(model, straight);
}

TEST(LearntModel, OlderEventsCountLessWhenDaysPass) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    log.used(1, "宽带掉线").used(2, "账单错误");
    model.learn(log.log());
    const double today = score_of(model, 1, "宽带掉线").asked_as;
    model.move_to(kFirstDay + std::chrono::days(2 * 365));
    const double later = score_of(model, 1, "宽带掉线").asked_as;
    EXPECT_GT(later, 0);
    EXPECT_LT(later, today);
}

TEST(LearntModel, TheNameOfACategoryIsKnownToItsCase) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    log.used(1, "still waiting").used(2, "somebody took it").used(3, "wrong amount");
    model.learn(log.log());
    const std::map<EntryId, std::string> names{{1, "refund_not_showing_up"}, {2, "stolen/card"}};
    model.train([&names](EntryId id) -> std::optional<CaseWords> {
        const auto name = names.find(id);
        return CaseWords{"", name == names.end() ? "" : name->second};
    });
    EXPECT_GT(score_of(model, 1, "the refund is not showing").trained, 0.1);
    EXPECT_GT(score_of(model, 2, "my card").trained, 0.1);
    EXPECT_LT(score_of(model, 3, "my card").trained, score_of(model, 2, "my card").trained);
}

TEST(LearntModel, ACategoryOfManyCasesTellsNoneOfThemApart) {
    LearntModel with({}, kFirstDay), without({}, kFirstDay);
    LogMaker log;
    for (EntryId id = 1; id <= 60; ++id) log.used(id, "problem " + std::to_string(id));
    with.learn(log.log());
    without.learn(log.log());
    with.train([](EntryId) { return std::optional(CaseWords{"words", "broadband"}); });
    without.train([](EntryId) { return std::optional(CaseWords{"words", ""}); });
    EXPECT_TRUE(with.linear()->same_weights(*without.linear()));
}

TEST(LearntModel, WhatACaseSaysOfItsProblemIsTitleComplaintAndCategory) {
    Entry entry;
    entry.title = "掉线";
    entry.category = "宽带";
    entry.set_text(Field::complaint, "每晚断");
    entry.set_text(Field::resolution, "换端口");
    const CaseWords words = words_of(entry);
    EXPECT_EQ(words.problem, "掉线\n每晚断");
    EXPECT_EQ(words.category, "宽带");
}

// The older case was used a hundred times; the new one, for one part of the same complaints, five times.
TEST(LearntModel, ANewCaseOfAKnownProblemRises) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    const std::vector<std::string> ways{"宽带掉线", "宽带每晚掉线", "家里宽带老是掉线", "宽带断线"};
    for (int i = 0; i < 100; ++i)
        log.used(1, ways[static_cast<std::size_t>(i) % ways.size()] + std::to_string(i));
    for (int i = 0; i < 5; ++i) log.used(2, "换了新光猫以后宽带掉线" + std::to_string(i));
    model.learn(log.log());
    model.train(no_words);
    const std::string with_new_modem = "换了新光猫宽带就掉线";
    EXPECT_GT(total(score_of(model, 2, with_new_modem)), total(score_of(model, 1, with_new_modem)));
    EXPECT_GT(total(score_of(model, 1, "宽带每晚掉线")), total(score_of(model, 2, "宽带每晚掉线")));
}

TEST(LearntModel, OnePersonAloneDoesNotDecide) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    for (int i = 0; i < 50; ++i)
        log.add("li", 1, Verdict::used, "退款没有到账" + std::to_string(i));
    for (int i = 0; i < 5; ++i) log.used(2, "退款没有到账" + std::to_string(100 + i));
    model.learn(log.log());
    EXPECT_GT(score_of(model, 2, "退款没有到账").asked_as,
              0.9 * score_of(model, 1, "退款没有到账").asked_as);
}

TEST(LearntModel, ACaseCanSayWhichWordsItIsFoundByAndSinceWhichEvents) {
    LearntModel model({}, kFirstDay);
    LogMaker log = some_log();
    model.learn(log.log());
    model.forget(3, log.log()[2].when);
    const LearntOfCase learnt = model.explain(1, 10);
    ASSERT_EQ(learnt.events.size(), 2u);
    EXPECT_EQ(learnt.events[0].text, "路由器红灯");
    EXPECT_NEAR(learnt.weights[0], 0.2, 0.01);
    EXPECT_EQ(learnt.events[1].text, "宽带掉线");
    ASSERT_FALSE(learnt.words.empty());
    EXPECT_EQ(learnt.words[0].events, 1u);
    for (const LearntWord& word : learnt.words) EXPECT_NE(word.word, "断开");
    EXPECT_EQ(model.explain(1, 1).events.size(), 1u);
    EXPECT_EQ(model.weights_of(std::vector<std::int64_t>{1, 3, 99}),
              (std::vector<double>{1, 0, 0}));
}

TEST(LearntModel, OnlyConfirmationsOfComplaintsLikeThisOneAreToldOf) {
    LearntModel model({}, kFirstDay);
    LogMaker log;
    log.used(1, "年费退回").used(1, "年费太贵").used(1, "密码忘了");
    model.learn(log.log());
    EXPECT_EQ(model.confirmed(1, wording_of("年费贵")).alike, 1u);
    EXPECT_EQ(model.confirmed(1, wording_of("年费")).alike, 2u);
    EXPECT_EQ(model.confirmed(2, wording_of("年费")).alike, 0u);
    model.forget(1, log.log()[0].when);
    EXPECT_EQ(model.confirmed(1, wording_of("年费")).alike, 1u);
}

TEST(LearntModel, WhatLeftTheComplaintUnsolvedIsNoConfirmation) {
    LearntModel model({}, kFirstDay);
    LogMaker maker;
    maker.used(1, "年费太贵").used(1, "年费太贵").used(2, "年费太贵");
    auto log = maker.log();
    log[0].outcome.solved = log[2].outcome.solved = false;
    model.learn(log);
    EXPECT_EQ(model.confirmed(1, wording_of("年费太贵")).alike, 1u);
    EXPECT_DOUBLE_EQ(model.confirmed(1, wording_of("年费太贵")).support, 1);
    EXPECT_EQ(score_of(model, 1, "年费太贵").confirmations, 1u);
    EXPECT_EQ(model.confirmed(2, wording_of("年费太贵")).alike, 0u);
    EXPECT_EQ(score_of(model, 2, "年费太贵").confirmations, 0u);
    EXPECT_GT(score_of(model, 2, "年费太贵").asked_as, 0) << "it was asked for in these words";
}

TEST(LearntModel, WhoLeftTheComplaintUnsolvedDoesNotSpeakAgainstNotThis) {
    const auto dismissed = [](std::optional<bool> solved) {
        LogMaker log;
        for (int i = 0; i < 5; ++i) {
            log.used(1, "卡被盗刷了");
            log.log().back().outcome.solved = solved;
        }
        log.add("li", 1, Verdict::not_this, "卡被盗刷了");
        return after_dismissals(log, "卡被盗刷了").dismissed;
    };
    EXPECT_DOUBLE_EQ(dismissed(false), 1);
    EXPECT_LT(dismissed(true), 0.3);
    EXPECT_LT(dismissed(std::nullopt), 0.3);
}

TEST(LearntModel, ADeskWithoutEventsWantsNoTraining) {
    LearntModel model({}, kFirstDay);
    model.look_again(no_words);
    EXPECT_FALSE(model.wants_training());
}

}  // namespace
}  // namespace casebook::search
