// /api/v1/complaints: lists, one, a new one, a change. A change names the version that it was made from (If-Match) and does one thing; what
// it may say together is in the description of PUT.
#include <fmt/format.h>

#include "app/complaints/add_step.h"
#include "app/complaints/bounce_complaint.h"
#include "app/complaints/change_details.h"
#include "app/complaints/close_complaint.h"
#include "app/complaints/hand_over.h"
#include "app/complaints/merge_complaints.h"
#include "app/complaints/move_complaint.h"
#include "app/complaints/take_complaint.h"
#include "app/complaints/wait_for.h"
#include "app/read_entry.h"
#include "web/complaint_answers.h"
#include "web/complaint_json.h"
#include "web/handlers.h"
#include "web/json_body.h"
#include "web/json_values.h"
#include "web/paging.h"

namespace casebook::web {
namespace {

using Json = nlohmann::json;
using Done = Result<Complaint>;

constexpr std::size_t kMostPerPage = 100;
constexpr std::size_t kUsualPerPage = 20;

Error refused(const char* code, std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}, code};
}

// The members of a body, by their types; one of another type is as if it were not there, and named in `wrong`.
class Members {
  public:
    explicit Members(const Json& body) : body_(body) {}

    bool has(const char* name) const { return body_.contains(name) && !body_[name].is_null(); }

    std::optional<std::string> text(const char* name) {
        if (!has(name)) return std::nullopt;
        if (!body_[name].is_string()) return wrong<std::string>(name);
        return body_[name].get<std::string>();
    }
    std::optional<std::int64_t> number(const char* name) {
        if (!has(name)) return std::nullopt;
        if (!body_[name].is_number_integer()) return wrong<std::int64_t>(name);
        return body_[name].get<std::int64_t>();
    }
    std::optional<int> minutes(const char* name) {
        const auto given = number(name);
        if (!given) return std::nullopt;
        return static_cast<int>(std::clamp<std::int64_t>(*given, -1, 1'000'000));
    }
    std::optional<app::Solved> solved() {
        if (!has("solved")) return std::nullopt;
        if (!body_["solved"].is_boolean()) return wrong<app::Solved>("solved");
        return body_["solved"].get<bool>() ? app::Solved::yes : app::Solved::no;
    }
    std::optional<Timestamp> time(const char* name, const Visit& visit) {
        const auto given = text(name);
        if (!given) return std::nullopt;
        const auto parsed = parse_timestamp(*given, visit.workspace().clock().now().offset);
        return parsed ? parsed : wrong<Timestamp>(name);
    }
    // {"name": "value"}; null takes a fact away.
    std::optional<std::vector<Fact>> facts() {
        if (!has("facts")) return std::nullopt;
        if (!body_["facts"].is_object()) return wrong<std::vector<Fact>>("facts");
        std::vector<Fact> facts;
        for (const auto& [name, value] : body_["facts"].items()) {
            if (!value.is_string() && !value.is_null()) return wrong<std::vector<Fact>>("facts");
            facts.push_back({name, value.is_string() ? value.get<std::string>() : ""});
        }
        return facts;
    }
    // {"kind", "what"?, "due"}
    std::optional<NextAction> next(const Visit& visit) {
        if (!has("next_action")) return std::nullopt;
        Members members(body_["next_action"].is_object() ? body_["next_action"] : kNone);
        const auto due = members.time("due", visit);
        const auto kind = parse_next_action_kind(members.text("kind").value_or("call_customer"));
        if (!due || !kind) return wrong<NextAction>("next_action");
        return NextAction{*kind, members.text("what").value_or(""), *due};
    }
    const std::string& wrong_member() const { return wrong_; }

  private:
    template <class Value>
    std::optional<Value> wrong(const char* name) {
        if (wrong_.empty()) wrong_ = name;
        return std::nullopt;
    }

    static inline const Json kNone = Json::object();
    const Json& body_;
    std::string wrong_;
};

// What a body asks for, read once.
struct Wanted {
    std::optional<std::string> text, category, contact, owner, department, missing_fact,
        external_id;
    std::string note;
    int minutes = 0;
    std::optional<ComplaintState> state;
    std::optional<std::vector<Fact>> facts;
    std::optional<NextAction> next;
    std::optional<Timestamp> due;
    std::optional<std::int64_t> merge_into, case_id;
    std::optional<app::Solved> solved;
    std::optional<int> total_minutes;
    StepKind step = StepKind::note;
};

Result<Wanted> wanted_in(const Visit& visit, const Json& body) {
    Members members(body);
    Wanted wanted;
    wanted.text = members.text("text");
    wanted.category = members.text("category");
    wanted.contact = members.text("contact");
    wanted.owner = members.text("owner");
    wanted.department = members.text("department");
    wanted.missing_fact = members.text("missing_fact");
    wanted.external_id = members.text("external_id");
    wanted.note = members.text("note").value_or("");
    wanted.minutes = members.minutes("minutes").value_or(0);
    wanted.facts = members.facts();
    wanted.next = members.next(visit);
    wanted.due = members.time("due", visit);
    wanted.merge_into = members.number("merge_into");
    wanted.case_id = members.number("case_id");
    wanted.solved = members.solved();
    wanted.total_minutes = members.minutes("total_minutes");
    const auto state = members.text("state");
    if (state) wanted.state = parse_complaint_state(*state);
    const auto step = members.text("step");
    if (step) wanted.step = parse_step_kind(*step).value_or(StepKind::note);
    const std::string wrong = state && !wanted.state ? "state" : members.wrong_member();
    if (wrong.empty()) return wanted;
    Error error = refused("complaint_member", "A member has another type", "See openapi.json");
    error.detail = wrong;
    return error;
}

// What the body has read back unchanged is no change.
void leave_out_what_is_so(Wanted& wanted, const Complaint& now) {
    if (wanted.owner && is_same_account(*wanted.owner, now.owner)) wanted.owner.reset();
    if (wanted.state == now.state) wanted.state.reset();
    if (wanted.category == now.category) wanted.category.reset();
    if (wanted.facts == now.facts) wanted.facts.reset();
    if (wanted.next == now.next && !wanted.owner) wanted.next.reset();
}

Done to_state(const Visit& visit, const app::ComplaintEdit& edit, const Wanted& wanted) {
    switch (*wanted.state) {
        case ComplaintState::closed:
            return app::close_complaint(
                visit.workspace(), visit.person(), edit,
                {wanted.solved, wanted.case_id.value_or(0), wanted.total_minutes, wanted.note});
        case ComplaintState::waiting_for_customer:
        case ComplaintState::waiting_for_department:
            return app::wait_for(visit.workspace(), visit.person(), edit,
                                 {*wanted.state, wanted.department.value_or(""), wanted.note,
                                  wanted.minutes, wanted.due});
        default:
            return app::move_complaint(visit.workspace(), visit.person(), edit,
                                       {*wanted.state, wanted.note, wanted.minutes});
    }
}

Done to_owner(const Visit& visit, const app::ComplaintEdit& edit, const Wanted& wanted) {
    if (!wanted.next)
        return refused("complaint_due", "A hand-over says what comes next, and by when",
                       "Give next_action");
    return app::hand_over_complaint(visit.workspace(), visit.person(), edit,
                                    {*wanted.owner, *wanted.next, wanted.note, wanted.minutes});
}

Done do_what_is_wanted(const Visit& visit, const app::ComplaintEdit& edit, const Wanted& wanted) {
    app::Workspace& workspace = visit.workspace();
    const Person& by = visit.person();
    const bool details =
        wanted.category || wanted.facts || wanted.contact || (wanted.next && !wanted.owner);
    const int things = (wanted.merge_into ? 1 : 0) + (wanted.missing_fact ? 1 : 0) +
                       (wanted.state ? 1 : 0) + (wanted.owner ? 1 : 0) + (details ? 1 : 0);
    if (things > 1)
        return refused("complaint_one_change", "The body wants several things at once",
                       "Send them one after the other");
    if (wanted.merge_into) return app::merge_complaint(workspace, by, edit, *wanted.merge_into);
    if (wanted.missing_fact)
        return app::bounce_complaint(workspace, by, edit, {*wanted.missing_fact, wanted.note});
    if (wanted.state) return to_state(visit, edit, wanted);
    if (wanted.owner) return to_owner(visit, edit, wanted);
    if (details)
        return app::change_details(workspace, by, edit,
                                   {wanted.category, wanted.facts, wanted.contact, wanted.next});
    const bool done = wanted.step == StepKind::called || wanted.step == StepKind::pushed ||
                      wanted.step == StepKind::apologised;
    const StepKind kind = done ? wanted.step : StepKind::note;
    return app::add_step(workspace, by, edit, {kind, wanted.note, wanted.minutes, {}});
}

}  // namespace

Response list_api_complaints(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    const std::size_t asked = std::strtoul(request.query_value("per_page").c_str(), nullptr, 10);
    const Paging paging(request.query_value("page"),
                        asked == 0 ? kUsualPerPage : std::min(asked, kMostPerPage));
    app::ComplaintsRequest wanted;
    wanted.view =
        app::parse_complaints_view(request.query_value("view")).value_or(app::ComplaintsView::all);
    wanted.state = parse_complaint_state(request.query_value("state"));
    wanted.first = paging.first();
    wanted.limit = paging.per_page();
    const auto list = app::list_complaints(visit.workspace(), visit.person(), wanted);
    if (!list) return visit.error(list.error());
    ordered_json complaints = ordered_json::array();
    for (const Complaint& complaint : list->complaints)
        complaints.push_back(complaint_summary_json(complaint));
    return json(200, dumped({{"total", list->total},
                             {"page", paging.page()},
                             {"per_page", paging.per_page()},
                             {"complaints", complaints}}));
}

Response show_api_complaint(const Visit& visit, const PathArguments& arguments) {
    return complaint_answer(visit, app::parse_entry_id(arguments[0]).value_or(0));
}

Response create_api_complaint(const Visit& visit, const PathArguments&) {
    const JsonBody body = read_json_body(visit);
    if (body.refusal) return *body.refusal;
    const auto wanted = wanted_in(visit, body.members);
    if (!wanted) return complaint_refusal(visit, wanted.error());
    const app::NewComplaint taken{wanted->text.value_or(""),
                                  wanted->category.value_or(""),
                                  wanted->contact.value_or(""),
                                  wanted->owner.value_or(""),
                                  wanted->external_id.value_or(""),
                                  wanted->facts.value_or(std::vector<Fact>()),
                                  {}};
    const auto complaint = app::take_complaint(visit.workspace(), visit.person(), taken);
    if (!complaint) return complaint_refusal(visit, complaint.error());
    const ComplaintNumber number = complaint->complaint.number;
    // Nothing was done: who may not see it does not get its number for a guessed external_id.
    if (complaint->was_there) return complaint_answer(visit, number);
    return answer_when_done(visit, 201, number);
}

Response update_api_complaint(const Visit& visit, const PathArguments& arguments) {
    const ReadVersion read = read_version(visit, arguments[0]);
    if (read.refusal) return *read.refusal;
    const JsonBody body = read_json_body(visit);
    if (body.refusal) return *body.refusal;
    auto wanted = wanted_in(visit, body.members);
    if (!wanted) return complaint_refusal(visit, wanted.error());
    const auto now = app::read_complaint(visit.workspace(), visit.person(), read.edit.number);
    if (!now) return visit.error(now.error());
    leave_out_what_is_so(*wanted, *now);
    const auto changed = do_what_is_wanted(visit, read.edit, *wanted);
    return changed ? answer_when_done(visit, 200, read.edit.number)
                   : refused_change(visit, read.edit, changed.error());
}

}  // namespace casebook::web
