// Numbers by which a back office finds something: 订单号, 运单号, 工单号, 工号, order number. What kind of number it is, is told by the
// word before it; a long one without such a word is taken for an order's or a ticket's.
#include <algorithm>
#include <array>

#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr std::size_t kWordReaches = 12;  // characters before the number
constexpr std::size_t kFewestDigits = 3;  // of one with a word before it
constexpr std::size_t kManyDigits = 8;    // of one without
constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kDateDigits = 8;

// Words for one thing stand in one row: what a fact asks for in one of them may be told in another.
constexpr std::array<std::array<std::u32string_view, 4>, 18> kThings{{
    {U"订单", U"order", U"订购号", U"order no"},
    {U"运单", U"快递单", U"物流单", U"tracking"},
    {U"工单", U"报修单", U"ticket", U"受理单"},
    {U"流程单", U"流程号", U"流程单", U"流程单"},
    {U"单据", U"报销单", U"document number", U"报销单号"},
    {U"合同", U"contract", U"协议号", U"agreement"},
    {U"税号", U"纳税人", U"tax", U"税务登记"},
    {U"工号", U"staff number", U"员工号", U"employee"},
    {U"会员", U"member", U"会员号", U"membership"},
    {U"资产", U"asset", U"资产号", U"资产编码"},
    {U"取款机", U"机器编号", U"atm", U"机具"},
    {U"打印机", U"printer", U"打印机", U"printer"},
    {U"灯杆", U"lamp", U"灯号", U"杆号"},
    {U"车位", U"parking", U"车位号", U"parking"},
    {U"卡号", U"银行卡", U"card", U"储蓄卡"},
    {U"手机", U"电话", U"phone", U"mobile"},
    {U"账号", U"account", U"帐号", U"户号"},
    {U"客户号", U"customer number", U"客户编号", U"客户代码"},
}};

std::optional<std::size_t> thing_of(std::u32string_view words) {
    std::optional<std::size_t> best;
    std::size_t last = 0;
    for (std::size_t thing = 0; thing < kThings.size(); ++thing)
        for (const std::u32string_view word : kThings[thing]) {
            const std::size_t at = words.rfind(word);
            // The word next to the number counts: "订单的运单号 SF123".
            if (at != std::u32string_view::npos && (!best || at >= last)) {
                best = thing;
                last = at;
            }
        }
    return best;
}

bool is_mobile(const FactText& text, const FactText::Run& run) {
    return run.letters == 0 && run.digits == kMobileDigits && text.characters()[run.begin] == U'1';
}

bool is_date(const FactText& text, const FactText::Run& run) {
    return run.letters == 0 && run.digits == kDateDigits &&
           text.characters().substr(run.begin, 2) == U"20";
}

bool is_such_a_number(const FactText& text, const FactText::Run& run,
                      const std::optional<std::size_t>& wanted) {
    const std::size_t from = run.begin > kWordReaches ? run.begin - kWordReaches : 0;
    const auto told = thing_of(text.characters().substr(from, run.begin - from));
    if (told && wanted) return told == wanted && run.digits >= kFewestDigits;
    const bool may_be_any = !wanted || *wanted <= 4;  // of an order, a parcel, a ticket, a document
    return !told && may_be_any && run.digits >= kManyDigits && !is_mobile(text, run) &&
           !is_date(text, run);
}

}  // namespace

Found find_number(const FactText& text, std::u32string_view fact) {
    const auto wanted = thing_of(fact);
    const auto run = std::find_if(text.runs().begin(), text.runs().end(), [&](const auto& one) {
        return is_such_a_number(text, one, wanted);
    });
    return run == text.runs().end() ? Found() : text.place(run->begin, run->end);
}

}  // namespace casebook::facts
