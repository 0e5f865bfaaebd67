#include "app/complaints/bounce_complaint.h"

#include "app/complaints/tell_who_answers.h"
#include "base/text.h"

namespace casebook::app {

Result<Complaint> bounce_complaint(Workspace& workspace, const Person& by,
                                   const ComplaintEdit& edit, const Bounce& bounce) {
    const std::string fact(trim(bounce.fact));
    if (fact.empty())
        return Error{ErrorKind::invalid,
                     "A complaint that is sent back names the fact that is missing",
                     "Name it",
                     {},
                     "complaint_fact"};
    ComplaintChange change;
    change.step = StepKind::bounced;
    change.detail = fact;
    change.note = bounce.note;
    change.state = ComplaintState::open;
    change.facts = std::vector<Fact>{{fact, ""}};  // what was there was not it
    auto changed = change_complaint(workspace, by, edit, change);
    if (!changed) return changed;
    ComplaintNews news = news_of(*changed, ComplaintNews::Kind::bounced, by.name);
    news.detail = fact;
    tell_who_answers(workspace, *changed, news);
    return changed;
}

}  // namespace casebook::app
