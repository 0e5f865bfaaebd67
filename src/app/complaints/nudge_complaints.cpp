#include "app/complaints/nudge_complaints.h"

#include <map>

#include "app/complaints/category_contract.h"
#include "app/complaints/close_complaint.h"
#include "app/complaints/tell_who_answers.h"
#include "base/log.h"
#include "base/unix_seconds.h"
#include "domain/nudge.h"

namespace casebook::app {
namespace {

// The category is looked up once for all its complaints.
class Rules {
  public:
    explicit Rules(const Workspace& workspace) : workspace_(workspace) {}

    const NudgeRules& of(const std::string& category) {
        const auto known = rules_.find(category);
        if (known != rules_.end()) return known->second;
        return rules_.emplace(category, contract_of(workspace_, category).nudges).first->second;
    }

  private:
    const Workspace& workspace_;
    std::map<std::string, NudgeRules> rules_;
};

// What is kept of it: an owner who is disabled afterwards leaves it to the leads, who have not heard of it.
std::int64_t mark_of(const Workspace& workspace, const Complaint& complaint, const Nudge& nudge) {
    const std::int64_t due = unix_seconds(nudge.due);
    return is_answered_for(workspace, complaint) ? due : -due;
}

bool was_told(const Workspace& workspace, const store::DueComplaint& due, const Nudge& nudge) {
    const bool same = due.told_due == mark_of(workspace, due.complaint, nudge);
    return same && (nudge.kind == Nudge::Kind::due || due.complaint.stuck);
}

ComplaintNews news_of_nudge(const Complaint& complaint, const Nudge& nudge) {
    const bool stuck = nudge.kind == Nudge::Kind::stuck;
    ComplaintNews news =
        news_of(complaint, stuck ? ComplaintNews::Kind::stuck : ComplaintNews::Kind::due, "");
    news.action = nudge.action;
    news.due = nudge.due;
    return news;
}

Result<void> nudge_one(Workspace& workspace, const store::DueComplaint& due, const Nudge& nudge,
                       NudgeReport& report, GatheredNews& news) {
    if (was_told(workspace, due, nudge)) return {};
    const bool stuck = nudge.kind == Nudge::Kind::stuck;
    const auto since = stuck ? std::optional(nudge.due) : std::nullopt;
    // Kept first: rather told once too seldom, by a program that is stopped right here, than every minute.
    if (auto noted = workspace.complaint_desk().complaints().note_nudge(
            due.complaint.number, mark_of(workspace, due.complaint, nudge), since);
        !noted)
        return noted;
    news.add(workspace, due.complaint, news_of_nudge(due.complaint, nudge));
    ++(stuck ? report.stuck : report.due);
    return {};
}

}  // namespace

Result<NudgeReport> nudge_complaints(Workspace& workspace) {
    const auto waiting = workspace.complaint_desk().complaints().with_next_action();
    if (!waiting) return waiting.error();
    Rules rules(workspace);
    NudgeReport report;
    GatheredNews news;
    Result<void> done;
    const Timestamp now = workspace.clock().now();
    for (const store::DueComplaint& due : *waiting) {
        const auto nudge = nudge_for(due.complaint, rules.of(due.complaint.category), now);
        if (!nudge) continue;
        done = nudge_one(workspace, due, *nudge, report, news);
        if (!done) break;
    }
    news.tell(workspace);  // what was noted as told
    if (!done) return done.error();
    return report;
}

Result<void> settle_reuses(Workspace& workspace) {
    const auto pending = workspace.complaint_desk().complaints().with_pending_reuse();
    if (!pending) return pending.error();
    for (const ComplaintNumber number : *pending)
        if (const auto settled = settle_reuse(workspace, number); !settled) log(settled.error());
    return {};
}

}  // namespace casebook::app
