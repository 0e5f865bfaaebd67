// How people really type, row by row: each sentence is asked of a small index on disk, and the case that it means comes first.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "small_index.h"

namespace casebook::search {
namespace {

enum : EntryId {
    kOffline = 1,
    kScanner,
    kAppliance,
    kAccount,
    kAppeal,
    kCharged,
    kDelivery,
    kErrorCode,
    kOrder,
    kPlate,
    kTwice,
    kFine,
    kMovie,
    kFiller,
};

std::vector<Entry> cases() {
    std::vector<Entry> entries{
        case_of(kOffline, "宽带晚上掉线", "家里宽带一到晚上就掉线，光猫亮红灯。",
                "换光猫后测试正常。"),
        case_of(kScanner, "打印机死机", "打印机打到一半死机，屏幕不动。",
                "断电重启，更新驱动程序。"),
        case_of(kAppliance, "工程师上门维修", "工单一直是待处理，工程师没有上门。", "催派单。"),
        case_of(kAccount, "账号无法登录", "我的账号登录不上，提示密码错误。", "重置密码。"),
        case_of(kAppeal, "对处罚不服要申诉", "店铺被处罚，想提交申诉材料。", "告诉申诉入口。"),
        case_of(kCharged, "Charged twice for one booking",
                "I was charged two times and did not receive the refund.", "Refund the second."),
        case_of(kDelivery, "快递没有送到", "快递显示签收，用户没有收到包裹。", "联系快递员核实。"),
        case_of(kErrorCode, "安装控件报错 0x80070005", "保存设置时报错 0x80070005，拒绝访问。",
                "用管理员身份。"),
        case_of(kOrder, "订单 TB2026-1103-0417 退款", "订单 TB2026-1103-0417 申请退款没有到账。",
                "原路退回。"),
        case_of(kPlate, "停车误收费", "车牌沪A12345的车进出都被收费。", "退还停车费。"),
        case_of(kTwice, "约了两次没人来", "约了两次维修都没有人来。", "改约并致歉。"),
        case_of(kFine, "少收二百块押金", "退房时少退了二百块。", "补退押金。"),
        case_of(kMovie, "时光影城退票", "在时光影城买的票想退。", "开场前可退。"),
        case_of(kFiller, "客服开场白规范", "开场要说：您好，很高兴为您服务。", "按规范。"),
    };
    return entries;
}

const WordLists::Groups kSynonyms{{"掉线", "断网", "断线"}, {"死机", "当机"}, {"快递", "包裹"}};
const std::vector<std::string> kStockPhrases{"您好", "很高兴为您服务", "在吗", "那个",
                                             "呃",   "thank you"};

class Language : public testing::Test {
  protected:
    Language() : index_(small_.open()) {
        index_.use_words(WordLists::make(kSynonyms, kStockPhrases));
    }

    Precedents asked(const std::string& text) const {
        return test::value_of(index_.suggest({.text = text, .limit = 10}));
    }

    EntryId first(const std::string& text) const {
        const Ids ids = suggested(index_, text);
        return ids.empty() ? 0 : ids.front();
    }

    SmallIndex small_{cases()};
    Index index_;
};

#define EXPECT_FIRST(text, id) EXPECT_EQ(first(text), static_cast<EntryId>(id)) << (text)

TEST_F(Language, AWordOfOneOrTwoCharactersIsFoundInsideASentence) {
    EXPECT_FIRST("时光", kMovie);
    EXPECT_FIRST("测试", kOffline);
    EXPECT_FIRST("保存", kErrorCode);
    EXPECT_FIRST("用户", kDelivery);
    EXPECT_FIRST("工程", kAppliance);
    EXPECT_FIRST("处理", kAppliance);  // in 待处理
    EXPECT_EQ(searched(index_, "处理"), Ids{kAppliance});
    EXPECT_EQ(searched(index_, "票"), Ids{kMovie});
}

TEST_F(Language, TraditionalAndSimplifiedFindEachOther) {
    EXPECT_FIRST("光貓亮紅燈", kOffline);
    EXPECT_FIRST("帳號登錄不上", kAccount);
    const SmallIndex traditional({case_of(1, "電腦無法開機"), case_of(2, "信用卡遺失")});
    const Index index = traditional.open();
    EXPECT_EQ(suggested(index, "电脑无法开机").front(), 1u);
    EXPECT_EQ(searched(index, "遗失"), Ids{2});
}

TEST_F(Language, TaiwansWordsFindTheMainlandsAndTheOtherWayRound) {
    EXPECT_FIRST("寬頻每晚都斷", kOffline);
    EXPECT_FIRST("印表機當機", kScanner);
    EXPECT_FIRST("螢幕", kScanner);
    const SmallIndex taiwan({case_of(1, "收不到簡訊驗證碼"), case_of(2, "滑鼠沒有反應")});
    Index index = taiwan.open();
    index.use_words(WordLists::make({}, {}));
    EXPECT_EQ(suggested(index, "短信没收到").front(), 1u);
    EXPECT_EQ(suggested(index, "鼠标坏了").front(), 2u);
}

TEST_F(Language, HongKongsCharactersAreTheSame) {
    const SmallIndex index_of_hong_kong(
        {case_of(1, "上綫時間説明"), case_of(2, "單據裏面沒有匯款編號")});
    const Index index = index_of_hong_kong.open();
    EXPECT_EQ(suggested(index, "上线时间").front(), 1u);
    EXPECT_EQ(suggested(index, "里面没有汇款编号").front(), 2u);
    EXPECT_FIRST("綫上寬頻斷綫", kOffline);
}

TEST_F(Language, FullWidthLettersAndDigitsAreTheSame) {
    EXPECT_FIRST("０ｘ８００７０００５", kErrorCode);
    EXPECT_FIRST("ＴＢ２０２６－１１０３－０４１７", kOrder);
}

TEST_F(Language, WordsOfTheSameSoundAreUnderstood) {
    EXPECT_FIRST("宽代晚上断断续续", kOffline);
    EXPECT_FIRST("帐号上不去", kAccount);
    EXPECT_FIRST("登陆", kAccount);
    EXPECT_FIRST("申述", kAppeal);
    EXPECT_FIRST("快第员", kDelivery);
}

TEST_F(Language, WordsThatLookAlikeAreUnderstood) {
    EXPECT_FIRST("宾带", kOffline);
    EXPECT_FIRST("中诉", kAppeal);
}

TEST_F(Language, AnAnswerSaysWhatAWordWasReadAs) {
    const auto precedents = asked("宽代");
    const auto read = std::find_if(precedents.terms.begin(), precedents.terms.end(),
                                   [](const QueryTerm& term) { return term.term == "宽带"; });
    ASSERT_NE(read, precedents.terms.end());
    EXPECT_EQ(read->origin, Origin::sound);
    EXPECT_EQ(read->typed, "宽代");
    EXPECT_LT(read->trust, 1);
}

TEST_F(Language, WhatTheIndexKnowsIsNeverReadAsSomethingElse) {
    for (const QueryTerm& term : asked("宽带晚上掉线，快递没有送到").terms)
        EXPECT_TRUE(term.origin == Origin::typed || term.origin == Origin::synonym) << term.term;
}

TEST_F(Language, PinyinAndItsInitialsAreUnderstood) {
    EXPECT_FIRST("kuandai", kOffline);
    EXPECT_FIRST("kuan dai diao xian", kOffline);
    EXPECT_FIRST("kd diaoxian", kOffline);
    EXPECT_FIRST("宽带dx", kOffline);
    EXPECT_FIRST("guangmao", kOffline);
    EXPECT_FIRST("dayinji", kScanner);
    EXPECT_FIRST("dyj", kScanner);
    EXPECT_FIRST("宽dai", kOffline);
}

TEST_F(Language, EnglishSlipsAndInflectionsAreUnderstood) {
    EXPECT_FIRST("recieve", kCharged);
    EXPECT_FIRST("chargd", kCharged);
    EXPECT_FIRST("it keeps charging me", kCharged);
    EXPECT_FIRST("refunds", kCharged);
    EXPECT_FIRST("boooking", kCharged);
}

TEST_F(Language, DigitsAndChineseNumeralsAreTheSameBeforeAUnit) {
    EXPECT_FIRST("2次", kTwice);
    EXPECT_FIRST("约了 2 次", kTwice);
    EXPECT_FIRST("两回", kTwice);
    EXPECT_FIRST("200元", kFine);
    EXPECT_FIRST("200块钱", kFine);
}

TEST_F(Language, CodesAreFoundWholeAndByTheirBeginning) {
    EXPECT_FIRST("0x80070005", kErrorCode);
    EXPECT_FIRST("报错0x8007", kErrorCode);
    EXPECT_FIRST("TB2026-1103-0417", kOrder);
    EXPECT_FIRST("TB2026-11", kOrder);
    EXPECT_FIRST("沪A12345", kPlate);
    EXPECT_FIRST("沪A123", kPlate);
}

TEST_F(Language, SynonymsAreUnderstood) {
    EXPECT_FIRST("断网", kOffline);
    EXPECT_FIRST("老是断网怎么办", kOffline);
    const auto terms = asked("断网").terms;
    const auto other = std::find_if(terms.begin(), terms.end(),
                                    [](const QueryTerm& term) { return term.term == "掉线"; });
    ASSERT_NE(other, terms.end());
    EXPECT_EQ(other->origin, Origin::synonym);
    EXPECT_EQ(other->typed, "断网");
}

TEST_F(Language, ARareSynonymSaysNoMoreThanTheWordTyped) {
    const SmallIndex small({case_of(1, "退款没到"), case_of(2, "退款太慢"), case_of(3, "退款失败"),
                            case_of(4, "退钱"), case_of(5, "网页空白"), case_of(6, "键盘失灵"),
                            case_of(7, "鼠标不动"), case_of(8, "声音太小"), case_of(9, "屏幕碎了"),
                            case_of(10, "忘了带卡")});
    Index index = small.open();
    index.use_words(WordLists::make({{"退款", "退钱"}}, {}));
    const auto terms = test::value_of(index.suggest({.text = "申请退款", .limit = 10})).terms;
    const auto rarity_of = [&](const std::string& word) {
        const auto term = std::find_if(terms.begin(), terms.end(),
                                       [&](const QueryTerm& each) { return each.term == word; });
        return term == terms.end() ? 0 : term->rarity;
    };
    EXPECT_GT(rarity_of("退钱"), 0);
    EXPECT_LT(rarity_of("退钱"),
              rarity_of("退款"));  // although three times as many cases have 退款
    EXPECT_EQ(suggested(index, "申请退款").back(), 4u);
}

TEST_F(Language, AnIrregularFormFindsTheWord) {
    const SmallIndex small({case_of(1, "How to withdraw money abroad"), case_of(2, "Stolen card"),
                            case_of(3, "Unauthorised payment")});
    const Index index = small.open();
    EXPECT_EQ(suggested(index, "I withdrew cash").front(), 1u);
    EXPECT_EQ(suggested(index, "somebody steals my cards").front(), 2u);
    EXPECT_EQ(searched(index, "unauthorized"), Ids{3});
    EXPECT_EQ(searched(index, "\"withdrew\""), Ids{});  // a phrase is taken at its word
}

TEST_F(Language, StockPhrasesAloneGiveNothing) {
    for (const char* text : {"在吗", "您好，很高兴为您服务", "您好很高兴为您服务在吗", "那个…呃"})
        EXPECT_TRUE(asked(text).found.empty()) << text;
}

TEST_F(Language, StockPhrasesDoNotDrownTheMatter) {
    EXPECT_FIRST("您好很高兴为您服务那个呃在吗我家宽带晚上掉线", kOffline);
    EXPECT_EQ(searched(index_, "很高兴为您服务"), Ids{kFiller});  // who looks for them finds them
}

TEST_F(Language, ASearchFindsSynonymsButAPhraseIsTakenAtItsWord) {
    EXPECT_EQ(searched(index_, "断网"), Ids{kOffline});
    EXPECT_EQ(searched(index_, "宽带 断网"), Ids{kOffline});
    EXPECT_EQ(searched(index_, "\"断网\""), Ids{});
    EXPECT_EQ(searched(index_, "宽带 -断网"), Ids{kOffline});
    EXPECT_EQ(searched(index_, "寬頻"), Ids{kOffline});
    EXPECT_EQ(searched(index_, "晚上断网"), Ids{kOffline});  // a part of what was typed
}

TEST_F(Language, ASearchFindsNumbersWithTheirUnitHoweverWritten) {
    EXPECT_EQ(searched(index_, "2次"), Ids{kTwice});
    EXPECT_EQ(searched(index_, "约了2次"), Ids{kTwice});
    EXPECT_EQ(searched(index_, "200元"), Ids{kFine});
    EXPECT_EQ(searched(index_, "\"200元\""), Ids{});  // a phrase is taken at its word
}

TEST_F(Language, ASearchThatFindsNothingReadsTheWordsAsThoseThatThereAre) {
    const auto hits = test::value_of(index_.search({.query = parsed("宽代")}));
    EXPECT_EQ(ids_of(hits.found), Ids{kOffline});
    ASSERT_FALSE(hits.readings.empty());
    EXPECT_EQ(hits.readings.front().term, "宽带");
    EXPECT_EQ(searched(index_, "kuandai"), Ids{kOffline});
    EXPECT_EQ(searched(index_, "recieve"), Ids{kCharged});
    EXPECT_EQ(searched(index_, "0x8007"), Ids{kErrorCode});
    for (const QueryTerm& reading :
         test::value_of(index_.search({.query = parsed("宽带")})).readings)
        EXPECT_EQ(reading.origin, Origin::region) << reading.term;  // 寬頻, from the lists
    EXPECT_EQ(searched(index_, "龘龘"), Ids{});
}

TEST_F(Language, AnEntryAddedLaterIsFoundByItsSound) {
    EXPECT_EQ(first("kongtiao"), 0u);
    small_.change([](IndexWriter& writer) {
        test::expect_done(writer.replace(stored(case_of(90, "空调不制冷"))));
    });
    index_.refresh();
    for (int i = 0; i < 100 && first("kongtiao") == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FIRST("kongtiao", 90);
}

}  // namespace
}  // namespace casebook::search
