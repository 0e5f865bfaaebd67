#include "web/complaint_json.h"

#include "web/json_values.h"
#include "web/views/complaint_list_views.h"

namespace casebook::web {
namespace {

ordered_json time_or_null(const std::optional<Timestamp>& time) {
    return time ? ordered_json(time->text()) : ordered_json(nullptr);
}

template <class Number>
ordered_json or_null(const std::optional<Number>& number) {
    return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json id_or_null(std::int64_t id) {
    return id == 0 ? ordered_json(nullptr) : ordered_json(id);
}

ordered_json next_json(const Complaint& complaint) {
    if (!complaint.next) return nullptr;
    return {{"kind", to_text(complaint.next->kind)},
            {"what", complaint.next->what},
            {"due", complaint.next->due.text()}};
}

ordered_json outcome_json(const Outcome& outcome) {
    return {{"satisfaction", or_null(outcome.satisfaction)},
            {"expectation", or_null(outcome.expectation)},
            {"minutes", or_null(outcome.minutes)},
            {"solved", or_null(outcome.solved)}};
}

ordered_json facts_json(const std::vector<Fact>& facts) {
    ordered_json json = ordered_json::object();
    for (const Fact& fact : facts) json[fact.name] = fact.value;
    return json;
}

ordered_json steps_json(const std::vector<ComplaintStep>& steps) {
    ordered_json json = ordered_json::array();
    for (const ComplaintStep& step : steps)
        json.push_back({{"version", step.version},
                        {"who", text_or_null(step.who)},
                        {"when", step.when.text()},
                        {"kind", to_text(step.kind)},
                        {"note", step.note},
                        {"detail", step.detail},
                        {"minutes", step.minutes}});
    return json;
}

std::string time_text(std::int64_t since_1970, const Complaint& complaint) {
    const std::chrono::sys_seconds instant{std::chrono::seconds(since_1970)};
    return Timestamp{instant, complaint.updated.offset}.text();
}

// The newest card: what its customer said, once it is answered.
ordered_json card_json(const store::ComplaintCard& card, const Complaint& complaint) {
    const store::CardAnswer& answer = card.answer;
    ordered_json json{{"ends", time_text(card.ends, complaint)}, {"answered", nullptr}};
    if (card.answered == 0) return json;
    json["answered"] = time_text(card.answered, complaint);
    json["satisfaction"] = answer.satisfaction;
    json["expectation"] = answer.expectation;
    json["text"] = answer.text;
    json["visit"] = text_or_null(std::string(to_text(answer.visit)));
    json["source"] = answer.source;
    return json;
}

ordered_json callers_json(const std::vector<store::MergedCaller>& callers) {
    ordered_json json = ordered_json::array();
    for (const store::MergedCaller& caller : callers)
        json.push_back({{"id", caller.number}, {"contact", caller.contact}});
    return json;
}

}  // namespace

ordered_json complaint_summary_json(const Complaint& complaint) {
    return {{"id", complaint.number},
            {"url", url_of(complaint)},
            {"text", complaint.text},
            {"category", complaint.category},
            {"owner", text_or_null(complaint.owner)},
            {"team", complaint.team},
            {"department", text_or_null(complaint.department)},
            {"state", to_text(complaint.state)},
            {"next_action", next_json(complaint)},
            {"stuck", time_or_null(complaint.stuck)},
            {"created", complaint.created.text()},
            {"updated", complaint.updated.text()},
            {"closed", time_or_null(complaint.closed)},
            {"external_id", complaint.external_id}};
}

ordered_json complaint_json(const app::ComplaintRecord& record) {
    const Complaint& complaint = record.complaint;
    ordered_json json = complaint_summary_json(complaint);
    json["version"] = complaint.version;
    json["contact"] =
        record.may_see_contact ? ordered_json(complaint.contact) : ordered_json(nullptr);
    json["merged_contacts"] =
        record.may_see_contact ? callers_json(record.merged_callers) : ordered_json(nullptr);
    json["facts"] = facts_json(complaint.facts);
    json["missing_facts"] = record.missing;
    json["outcome"] = outcome_json(complaint.outcome);
    json["closed_with"] = text_or_null(std::string(to_text(complaint.closed_with)));
    json["case_id"] = id_or_null(complaint.case_id);
    json["merged_into"] = id_or_null(complaint.merged_into);
    json["merged"] = record.merged;
    json["card"] = record.card ? card_json(*record.card, complaint) : ordered_json(nullptr);
    json["steps"] = steps_json(record.steps);
    return json;
}

}  // namespace casebook::web
