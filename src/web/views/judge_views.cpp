#include "web/views/judge_views.h"

#include "app/judge_case.h"
#include "domain/writing_rights.h"
#include "store/case_flags.h"
#include "web/views/found_views.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostFlags = 20;

void add_flags(const Visit& visit, JudgeView& view) {
    const auto flags = store::CaseFlags(visit.workspace().database()).open(view.id, kMostFlags);
    if (!flags) return;  // the case can be read without
    for (const store::CaseFlag& flag : *flags)
        view.flags.push_back(
            {flag.reason, minute_of(flag.when), view.may_judge ? flag.who : std::string()});
}

void add_withdrawal(const Visit& visit, JudgeView& view) {
    const app::Withdrawal withdrawal = app::find_withdrawal(visit.workspace(), view.id);
    view.may_restore =
        visit.identity().person && view.may_judge && app::may_restore(visit.person(), withdrawal);
    if (withdrawal.at.empty()) return;
    const auto when = parse_timestamp(withdrawal.at, {});
    view.withdrawn_note = message_with(visit, "judge.withdrawn_by",
                                       {withdrawal.by, when ? minute_of(*when) : withdrawal.at});
    view.withdrawn_reason = withdrawal.reason;
}

}  // namespace

void FlagView::fill(render::View& view) const {
    view.text("flag_reason", reason);
    view.text("flag_time", time);
    view.optional_text("flag_who", who);
}

JudgeView JudgeView::of_card(const Visit& visit, const Entry& entry) {
    JudgeView view;
    view.id = entry.id;
    view.in_use = is_suggestable(entry);
    view.may_judge = visit.identity().person && casebook::may_judge(visit.person(), entry);
    return view;
}

JudgeView JudgeView::of_page(const Visit& visit, const app::ReadEntry& read) {
    JudgeView view = of_card(visit, read.entry);
    add_flags(visit, view);
    if (read.entry.kind == Kind::case_ && read.entry.state == State::invalid)
        add_withdrawal(visit, view);
    return view;
}

void JudgeView::fill(render::View& view) const {
    view.number("judge_id", id);
    view.flag("in_use", in_use);
    view.flag("may_judge", may_judge);
    view.flag("may_restore", may_restore);
    view.flag("has_flags", !flags.empty());
    view.list("flags", flags);
    view.optional_text("withdrawn_note", withdrawn_note);
    view.optional_text("withdrawn_reason", withdrawn_reason);
}

}  // namespace casebook::web
