#include "web/complaint_answers.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/complaints/draft_from_complaint.h"
#include "app/complaints/read_complaints.h"
#include "app/read_entry.h"
#include "web/complaint_json.h"
#include "web/json_values.h"
#include "web/views/person_names.h"

namespace casebook::web {
namespace {

std::string tag_of(const Complaint& complaint) {
    return fmt::format("\"{}\"", complaint.version);
}

Response answer_of(int status, const app::ComplaintRecord& record) {
    const Complaint& complaint = record.complaint;
    Response response = json(status, dumped(complaint_json(record)));
    response.headers.emplace("ETag", tag_of(complaint));
    response.headers.emplace("Location", fmt::format("/api/v1/complaints/{}", complaint.number));
    return response;
}

Response conflict(const Visit& visit, const app::ComplaintEdit& edit) {
    const auto record = app::read_complaint_record(visit.workspace(), visit.person(), edit.number);
    if (!record) return visit.error(record.error());
    ordered_json current = complaint_json(*record), since = ordered_json::array();
    for (const ordered_json& step : current["steps"])
        if (step["version"].get<std::int64_t>() > edit.version) since.push_back(step);
    Response response = problem(412, "", "");
    response.body = dumped({{"type", "about:blank"},
                            {"title", visit.message("error.complaint_changed")},
                            {"status", 412},
                            {"hint", visit.message("error.complaint_changed.hint")},
                            {"code", store::kComplaintChanged},
                            {"current", std::move(current)},
                            {"changes", std::move(since)}});
    response.headers.emplace("ETag", tag_of(record->complaint));
    return response;
}

int status_of_refusal(const Error& error) {
    if (error.code == app::kDraftOfOther) return 409;
    return error.kind == ErrorKind::forbidden ? 403 : 422;
}

}  // namespace

Response complaint_answer(const Visit& visit, ComplaintNumber number) {
    const auto record = app::read_complaint_record(visit.workspace(), visit.person(), number);
    return record ? answer_of(200, *record) : visit.error(record.error());
}

Response answer_when_done(const Visit& visit, int status, ComplaintNumber number) {
    const auto record = app::read_complaint_record(visit.workspace(), visit.person(), number);
    if (record) return answer_of(status, *record);
    if (record.error().kind != ErrorKind::not_found) return visit.error(record.error());
    return json(status, dumped(ordered_json{{"id", number}}));
}

ErrorWords words_of_refusal(const Visit& visit, Error error) {
    if (error.code == app::kDraftOfOther) error.detail = shown_name_of(visit, error.detail);
    return words_of(visit, "error", error);
}

Response complaint_refusal(const Visit& visit, const Error& error) {
    const bool has_words = error.kind == ErrorKind::invalid || error.kind == ErrorKind::forbidden ||
                           error.code.starts_with("reuse_") || error.code == app::kDraftOfOther;
    if (!has_words) return visit.error(error);
    const ErrorWords words = words_of_refusal(visit, error);
    return problem(status_of_refusal(error), words.message, words.hint,
                   {error.code, {}, error.detail});
}

Response refused_change(const Visit& visit, const app::ComplaintEdit& edit, const Error& error) {
    return error.code == store::kComplaintChanged ? conflict(visit, edit)
                                                  : complaint_refusal(visit, error);
}

ReadVersion read_version(const Visit& visit, const std::string& number) {
    const app::ComplaintEdit edit{app::parse_entry_id(number).value_or(0), 0};
    const auto now = app::read_complaint(visit.workspace(), visit.person(), edit.number);
    if (!now) return {edit, visit.error(now.error())};
    std::string version = visit.request().header("if-match");
    if (version.empty()) return {edit, visit.error(428, "error.no_version")};
    std::erase(version, '"');
    return {{edit.number, std::strtoll(version.c_str(), nullptr, 10)}, std::nullopt};
}

std::string card_link(const Visit& visit, const std::string& secret) {
    const bool secure = visit.identity().security == Security::secure;
    return fmt::format("{}://{}/card/{}", secure ? "https" : "http", visit.request().header("host"),
                       secret);
}

}  // namespace casebook::web
