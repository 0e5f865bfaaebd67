// The category of a complaint, chosen or guessed, and what its back office needs; the log of recent changes that concern it.
#include "app/contract.h"

#include "app/change_book.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::case_text;
using test::Desk;
using test::value_of;

class ContractTest : public testing::Test {
  protected:
    ContractTest() {
        for (int id = 1; id <= 4; ++id)
            desk_.write("cases/" + std::to_string(id) + ".md",
                        case_text(id, "宽带晚上掉线" + std::to_string(id), "晚上老掉线，光猫红灯",
                                  "换光猫", "state: verified\ncategory: 网络/宽带/掉线\n"));
        for (int id = 5; id <= 8; ++id)
            desk_.write("cases/" + std::to_string(id) + ".md",
                        case_text(id, "取款机吞卡" + std::to_string(id), "取款时卡没退出来",
                                  "预约取卡", "state: verified\ncategory: 银行/取款机\n"));
        desk_.write("categories.yml",
                    "categories:\n  - path: 网络/宽带\n    product: 家庭宽带\n    facts: [工单号, "
                    "什么时候开始, 光猫指示灯状态]\n  - path: 银行/取款机\n    product: 借记卡\n");
        workspace_ = &desk_.open();
    }

    Contract contract(const std::string& text, const std::string& chosen = "") {
        SuggestRequest request;
        request.text = text;
        request.category = chosen;
        const auto list = value_of(suggest_resolutions(*workspace_, request));
        return contract_for(*workspace_, list, chosen, text);
    }

    Desk desk_;
    Workspace* workspace_ = nullptr;
};

TEST_F(ContractTest, TheGuessIsWhatTheLikeCasesAgreeOn) {
    const Contract guessed = contract("昨晚开始宽带掉线");
    EXPECT_EQ(guessed.category, "网络/宽带/掉线");
    ASSERT_TRUE(guessed.probability);
    EXPECT_GT(*guessed.probability, 0.5);
    EXPECT_LE(*guessed.probability, 1);
    EXPECT_EQ(guessed.product, "家庭宽带") << "of the category above it";
}

TEST_F(ContractTest, TheFactsThatAreThereAreMarkedAndTheFirstOpenOneIsToBeAsked) {
    const Contract guessed = contract("昨晚开始宽带掉线");
    ASSERT_EQ(guessed.facts.size(), 3u);
    EXPECT_FALSE(guessed.facts[0].place);
    EXPECT_TRUE(guessed.facts[1].place);
    ASSERT_NE(guessed.next_to_ask(), nullptr);
    EXPECT_EQ(guessed.next_to_ask()->fact, "工单号");
    EXPECT_EQ(contract("工单号 66120，昨晚开始宽带掉线").next_to_ask()->fact, "光猫指示灯状态");
}

TEST_F(ContractTest, WhatTheAgentChoseIsNotGuessed) {
    const Contract chosen = contract("昨晚开始宽带掉线", "银行/取款机");
    EXPECT_EQ(chosen.category, "银行/取款机");
    EXPECT_FALSE(chosen.probability);
    EXPECT_TRUE(chosen.facts.empty());
    EXPECT_EQ(chosen.next_to_ask(), nullptr);
}

TEST_F(ContractTest, NothingIsGuessedFromNothing) {
    const Contract none = contract("饭堂的菜太咸");
    EXPECT_TRUE(none.category.empty());
    EXPECT_TRUE(none.facts.empty());
}

TEST_F(ContractTest, AChangedListOfCategoriesIsTakenUpAtOnce) {
    desk_.write("categories.yml",
                "categories:\n  - path: 网络/宽带/掉线\n    facts: [宽带账号后四位]\n");
    EXPECT_EQ(contract("昨晚开始宽带掉线").facts.front().fact, "宽带账号后四位");
    desk_.write("categories.yml", "categories: [\n");
    EXPECT_EQ(contract("昨晚开始宽带掉线").facts.size(), 1u) << "the last good list stays";
}

class RecentChanges : public testing::Test {
  protected:
    RecentChange change(const std::string& day, const std::string& category,
                        const std::string& product = "") {
        RecentChange change;
        change.day = *parse_date(day);
        change.title = "计费系统升级";
        change.category = category;
        change.product = product;
        change.who = "leader";
        return change;
    }
    RecentChange add(const RecentChange& change) {
        return value_of(workspace_.changes().add(workspace_.database(), change));
    }
    std::size_t beside(std::string_view category, std::string_view product = "") {
        return value_of(workspace_.changes().concerning(
                            workspace_.database(), *parse_date("2026-11-21"), category, product))
            .size();
    }

    Desk desk_;
    Workspace& workspace_ = desk_.open();
};

TEST_F(RecentChanges, StandBesideComplaintsOfTheirCategoryForAWeek) {
    add(change("2026-11-20", "网络/宽带"));
    add(change("2026-11-13", "网络/宽带"));  // eight days ago
    add(change("2026-11-22", "网络/宽带"));  // tomorrow
    EXPECT_EQ(beside("网络/宽带/掉线"), 1u);
    EXPECT_EQ(beside("网络"), 1u);
    EXPECT_EQ(beside("网络/宽带安装"), 0u) << "begins alike, and is another";
    EXPECT_EQ(beside("银行"), 0u);
    EXPECT_EQ(beside(""), 0u);
}

TEST_F(RecentChanges, GoByTheirProductToo) {
    add(change("2026-11-20", "", "家庭宽带"));
    EXPECT_EQ(beside("网络/宽带/掉线", "家庭宽带"), 1u);
    EXPECT_EQ(beside("网络/宽带/掉线", "移动套餐"), 0u);
    add(change("2026-11-20", "", ""));
    EXPECT_EQ(beside("银行"), 1u) << "one that names nothing may have to do with everything";
}

TEST_F(RecentChanges, OneThatLastsStaysUntilItEnds) {
    RecentChange outage = change("2026-10-01", "网络");
    outage.until = *parse_date("2026-11-21");
    add(outage);
    EXPECT_EQ(beside("网络"), 1u);
    outage.until = *parse_date("2026-11-20");
    add(outage);
    EXPECT_EQ(beside("网络"), 1u);
}

TEST_F(RecentChanges, AreKeptOverARestartAndUntilTheyAreRemoved) {
    const RecentChange kept = add(change("2026-11-20", "网络"));
    const RecentChange removed = add(change("2026-11-21", "网络"));
    test::expect_done(workspace_.changes().remove(workspace_.database(), removed.id,
                                                  workspace_.clock().now(), "leader"));
    EXPECT_FALSE(workspace_.changes().remove(workspace_.database(), removed.id,
                                             workspace_.clock().now(), "leader"));
    Workspace& again = desk_.open();
    const auto all = value_of(again.changes().all(again.database()));
    ASSERT_EQ(all->size(), 1u);
    EXPECT_EQ(all->front().id, kept.id);
    EXPECT_EQ(all->front().title, "计费系统升级");
    EXPECT_EQ(all->front().category, "网络");
}

TEST_F(RecentChanges, WithoutATitleOrEndingBeforeTheyBeginAreRefused) {
    RecentChange wrong = change("2026-11-20", "网络");
    wrong.title = " ";
    EXPECT_EQ(workspace_.changes().add(workspace_.database(), wrong).error().code, kNoTitle);
    wrong = change("2026-11-20", "网络");
    wrong.until = *parse_date("2026-11-19");
    EXPECT_EQ(workspace_.changes().add(workspace_.database(), wrong).error().code, kBadChange);
    wrong = change("2026-11-20", "网络");
    wrong.title = "客户 13812341234 报的故障";
    EXPECT_EQ(add(wrong).title.find("13812341234"), std::string::npos);
}

}  // namespace
}  // namespace casebook::app
