#include "domain/facts/facts.h"

#include <algorithm>
#include <array>

#include "domain/facts/fact_text.h"

namespace casebook {
namespace {

using facts::Found;
using facts::Words;

struct Recogniser {
    FactKind kind;
    std::string_view name;
    Found (*find)(const facts::FactText& text, std::u32string_view fact);
    Words asked_by;  // words of a fact
};

// A fact's kinds are told from the top: a kind further down is not looked at for words that one above has taken (settles).
const std::array<Recogniser, 10> kRecognisers{{
    {FactKind::choice, "choice", facts::find_choice, {U"还是", U" or "}},
    {FactKind::last_digits,
     "last_digits",
     facts::find_last_digits,
     {U"后四位", U"尾号", U"末两位", U"末四位", U"last four", U"last 4"}},
    {FactKind::quotation,
     "quotation",
     facts::find_quotation,
     {U"原文", U"原样", U"提示语", U"写的字", U"上的字", U"exact words", U"words on", U"标题"}},
    {FactKind::error_code,
     "error_code",
     facts::find_error_code,
     {U"错误码", U"代码", U"error code"}},
    {FactKind::model,
     "model",
     facts::find_model,
     {U"型号", U"版本", U"model", U"version", U"卡种"}},
    {FactKind::number,
     "number",
     facts::find_number,
     {U"订单号", U"运单号", U"工单号", U"单号", U"单据号", U"合同号", U"税号", U"工号", U"编号",
      U"车位号", U"会员账号", U"order number", U"staff number", U"ticket number",
      U"contract number"}},
    {FactKind::address,
     "address",
     facts::find_address,
     {U"地址", U"门牌", U"楼层", U"房间", U"房号", U"楼栋", U"单元", U"路名", U"地点", U"搬去哪里",
      U"address", U"street", U"town", U"building", U"flat"}},
    {FactKind::amount,
     "amount",
     facts::find_amount,
     {U"金额", U"多少钱", U"余额", U"差多少零头", U"成交价", U"想还多少", U"amount", U"balance"}},
    {FactKind::time,
     "time",
     facts::find_time,
     {U"时间", U"时段", U"什么时候", U"何时", U"几点", U"哪天", U"日期", U"日子", U"起止",
      U"到期日", U"还款日", U"date", U"time", U"since when", U"hour", U"when "}},
    {FactKind::quantity,
     "quantity",
     facts::find_quantity,
     {U"多少兆", U"数字", U"室温", U"重量", U"大小", U"件数", U"份数", U"次数", U"第几次",
      U"困了几个人", U"几格", U"多久", U"几个月", U"还剩多少", U"speed", U"尺寸"}},
}};

const Recogniser& recogniser_of(FactKind kind) {
    return *std::find_if(kRecognisers.begin(), kRecognisers.end(),
                         [&](const Recogniser& one) { return one.kind == kind; });
}

// What can only be told in one way leaves the words after it to that: 错误码原样 is a code, 订单号 has no date in it.
bool settles(FactKind kind) {
    return kind == FactKind::choice || kind == FactKind::last_digits;
}

// The place of the first kind, when all are there.
Found find_fact(const facts::FactText& text, const std::string& fact) {
    const std::u32string words = facts::folded(fact);
    Found first;
    for (const FactKind kind : kinds_of_fact(fact)) {
        const Found found = recogniser_of(kind).find(text, words);
        if (!found) return {};
        if (!first) first = found;
    }
    return first;
}

}  // namespace

std::string_view to_text(FactKind kind) {
    return recogniser_of(kind).name;
}

std::vector<FactKind> kinds_of_fact(std::string_view fact) {
    const std::u32string words = facts::folded(fact);
    std::vector<FactKind> kinds;
    for (const Recogniser& recogniser : kRecognisers) {
        if (!facts::has_any(words, recogniser.asked_by)) continue;
        kinds.push_back(recogniser.kind);
        if (settles(recogniser.kind)) break;
    }
    const auto has = [&](FactKind kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    // 错误码原样: the code as it stands there.
    if (has(FactKind::error_code)) std::erase(kinds, FactKind::quotation);
    return kinds;
}

std::vector<FactInText> find_facts(const std::vector<std::string>& facts, std::string_view text) {
    const facts::FactText read(text);
    std::vector<FactInText> found;
    for (const std::string& fact : facts) found.push_back({fact, find_fact(read, fact)});
    return found;
}

}  // namespace casebook
