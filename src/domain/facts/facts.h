// Which of the facts that a category's back office needs (the information contract, ../category.h) a complaint already holds.
//
// A fact is a few words of a person: 工单号, 时间和金额, "date and amount of the hold". Its words tell what would be recognised as an answer; a
// fact that asks for two things is held when both are there. What no recogniser knows stays open for the agent to judge: an open fact is a
// reminder, never a demand. Recognisers work on folded text (base/fold.h), one file each; they take a good sign for an answer and do not
// check it. Pure, thread-safe, linear in the length of the text times the number of facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class FactKind {
    number,       // of an order, a ticket, a contract: 订单号, staff number
    last_digits,  // 手机号后四位, last four digits of the card
    address,      // 地址到门牌, 路名, building and flat
    time,         // 什么时候开始, 掉线时段, date of return
    amount,       // 金额, amount expected
    model,        // 路由器型号, 版本
    error_code,   // 错误码
    quotation,    // 短信原文, exact words of the prompt
    quantity,     // 签约多少兆, 室温, 第几次
    choice,       // 要停还是要拆, exchange or refund
};
std::string_view to_text(FactKind kind);

// What the words of a fact ask for, each kind once; empty: nothing that can be recognised.
std::vector<FactKind> kinds_of_fact(std::string_view fact);

// Where the answer begins and ends, in bytes of the text.
struct FactPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const FactPlace&) const = default;
};

struct FactInText {
    std::string fact;
    std::optional<FactPlace> place;  // none: not recognised
};

// In the order of `facts`. Any bytes are taken.
std::vector<FactInText> find_facts(const std::vector<std::string>& facts, std::string_view text);

}  // namespace casebook
