// Said on the desk or on the page "why it is found": this case was used, does not fit, was copied; and taken back. The desk's script is
// answered in JSON (/desk/reuse), a plain form with the page that it stood on (/reuse).
#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "web/handlers.h"
#include "web/json_values.h"
#include "web/pages/desk_page.h"
#include "web/pages/save_form.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

constexpr int kGone = 410;

struct Said {
    ReuseEvent event;
    ListedComplaint complaint;
};

// Error: invalid; not_found when the list is forgotten.
Result<Said> said_in(const Visit& visit) {
    const Request& request = visit.request();
    const std::string query_id = request.form_value("query_id");
    auto listed = visit.site().suggestion_lists().find(query_id);
    if (!listed)
        return Error{ErrorKind::not_found, "The list is forgotten", "", {}, "reuse_no_list"};
    const auto case_id = app::parse_entry_id(request.form_value("case_id"));
    const auto verdict = parse_verdict(request.form_value("verdict"));
    if (!case_id || !verdict) return Error{ErrorKind::invalid, "No case or verdict", "", {}};
    if (auto seen = app::read_entry(visit.workspace(), visit.viewer(), *case_id); !seen)
        return Error{ErrorKind::not_found, "No such case", "", {}, app::kReuseUnknownCase};
    ReuseEvent event;
    event.who = visit.account();
    event.case_id = *case_id;
    event.verdict = *verdict;
    event.text = listed->text;
    event.query_id = query_id;
    return Said{std::move(event), std::move(*listed)};
}

Result<app::RecordedReuse> record(const Visit& visit, const ReuseEvent& event) {
    auto recorded = app::record_reuse(visit.workspace(), event);
    if (recorded && event.verdict == Verdict::not_this)
        visit.site().suggestion_lists().dismiss(event.query_id, event.case_id);
    return recorded;
}

Result<ReuseEvent> take_back(const Visit& visit) {
    const auto id = app::parse_entry_id(visit.request().form_value("id"));
    if (!id) return Error{ErrorKind::not_found, "No reuse of that number", "", {}, "reuse_none"};
    auto undone = app::undo_reuse(visit.workspace(), *id, visit.account());
    if (undone) visit.site().suggestion_lists().bring_back(undone->query_id, undone->case_id);
    return undone;
}

Response refusal(const Visit& visit, const Error& error) {
    if (error.code == app::kUndoneAlready) return visit.error(kGone, "error.reuse_undone");
    return visit.error(error);
}

Response desk_again(const Visit& visit, const std::string& query_id,
                    const ReuseNoticeView& notice) {
    const auto listed = visit.site().suggestion_lists().find(query_id);
    if (!listed) return redirect("/");
    return desk_page(visit, {listed->text, kCardsOnDesk, listed->dismissed, query_id}, notice);
}

}  // namespace

Response create_desk_reuse(const Visit& visit, const PathArguments&) {
    const auto said = said_in(visit);
    if (!said) return refusal(visit, said.error());
    const auto recorded = record(visit, said->event);
    if (!recorded) return refusal(visit, recorded.error());
    return json(recorded->was_there ? 200 : 201, dumped({{"id", recorded->event.id}}));
}

Response undo_desk_reuse(const Visit& visit, const PathArguments&) {
    const auto undone = take_back(visit);
    return undone ? json(200, dumped({{"id", undone->id}})) : refusal(visit, undone.error());
}

Response create_reuse(const Visit& visit, const PathArguments&) {
    const auto said = said_in(visit);
    if (!said) return refusal(visit, said.error());
    const auto recorded = record(visit, said->event);
    if (!recorded) return refusal(visit, recorded.error());
    const std::string key = "reuse.done." + std::string(to_text(said->event.verdict));
    return desk_again(visit, said->event.query_id,
                      {message_with(visit, key, {std::to_string(said->event.case_id)}),
                       recorded->event.id, said->event.query_id});
}

Response undo_reuse(const Visit& visit, const PathArguments&) {
    const auto undone = take_back(visit);
    if (!undone) return refusal(visit, undone.error());
    if (visit.request().form_value("back") == "found")
        return redirect("/cases/" + std::to_string(undone->case_id) + "/found");
    return desk_again(visit, undone->query_id, {});
}

}  // namespace casebook::web
