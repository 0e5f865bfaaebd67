// POST /api/v1/reuse: {"query_id"? or "text", "case_id", "verdict", "outcome"?} -> 201; DELETE /api/v1/reuse/{id} undoes.
#include <fmt/format.h>

#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "app/reuse_json.h"
#include "web/handlers.h"
#include "web/json_body.h"
#include "web/json_values.h"

namespace casebook::web {
namespace {

constexpr std::size_t kLongestQueryId = 100;  // bytes

template <class T>
ordered_json value_or_null(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json reuse_json(const ReuseEvent& event) {
    const Outcome& outcome = event.outcome;
    return {{"id", event.id},
            {"case_id", event.case_id},
            {"verdict", to_text(event.verdict)},
            {"text", event.text},
            {"who", event.who},
            {"when", event.when.text()},
            {"outcome",
             {{"satisfaction", value_or_null(outcome.satisfaction)},
              {"expectation", value_or_null(outcome.expectation)},
              {"minutes", value_or_null(outcome.minutes)},
              {"solved", value_or_null(outcome.solved)}}},
            {"query_id", text_or_null(event.query_id)},
            {"undone", event.undone ? ordered_json(event.undone->text()) : ordered_json(nullptr)}};
}

Result<EntryId> case_of(const Visit& visit, const nlohmann::json& body) {
    const nlohmann::json* named = app::find_member(body, "case_id");
    if (named != nullptr && named->is_string())
        return app::find_reusable_case(visit.workspace(), named->get<std::string>());
    if (named != nullptr && named->is_number_integer() && *named > 0 && *named <= kLargestId)
        return app::find_reusable_case(visit.workspace(), named->get<EntryId>());
    return app::refused_row("“case_id” is missing or no id",
                            R"(Send {"query_id": "…", "case_id": 1042, "verdict": "used"})");
}

// The words that are meant: those sent, else those of the list.
Result<std::string> text_of(const Visit& visit, const nlohmann::json& body,
                            const std::string& query_id) {
    auto text = app::read_text_member(body, "text");
    if (!text || !text->empty() || query_id.empty()) return text;
    const auto listed = visit.site().suggestion_lists().find(query_id);
    if (listed) return listed->text;
    return Error{ErrorKind::not_found,
                 "There is no such list of suggestions any more",
                 "Send the text instead; a list is kept for an hour",
                 {},
                 "reuse_no_list"};
}

Result<ReuseEvent> event_of(const Visit& visit, const nlohmann::json& body) {
    if (app::find_member(body, "verdict") == nullptr)
        return app::refused_row("“verdict” is missing", "Send used, not_this or copied");
    const auto query_id = app::read_text_member(body, "query_id");
    const auto verdict = app::read_verdict(body);
    const auto outcome = app::read_outcome(body);
    if (!query_id) return query_id.error();
    if (query_id->size() > kLongestQueryId)
        return app::refused_row("“query_id” is too long", "Send the one that suggest gave");
    if (!verdict) return verdict.error();
    if (!outcome) return outcome.error();
    const auto case_id = case_of(visit, body);
    if (!case_id) return case_id.error();
    auto text = text_of(visit, body, *query_id);
    if (!text) return text.error();
    ReuseEvent event;
    event.who = visit.account();
    event.case_id = *case_id;
    event.verdict = *verdict;
    event.text = std::move(*text);
    event.outcome = *outcome;
    event.query_id = *query_id;
    return event;
}

// Programmers get the words of the error itself where the desk has none of its own.
Response refusal(const Visit& visit, const Error& error) {
    if (error.kind == ErrorKind::invalid && error.code.empty())
        return problem(400, error.message, error.hint);
    return visit.error(error);
}

}  // namespace

Response create_api_reuse(const Visit& visit, const PathArguments&) {
    const JsonBody body = read_json_body(visit);
    if (body.refusal) return *body.refusal;
    auto event = event_of(visit, body.members);
    if (!event) return refusal(visit, event.error());
    const auto recorded = app::record_reuse(visit.workspace(), std::move(*event));
    if (!recorded) return refusal(visit, recorded.error());
    Response response = json(recorded->was_there ? 200 : 201, dumped(reuse_json(recorded->event)));
    response.headers.emplace("Location", fmt::format("/api/v1/reuse/{}", recorded->event.id));
    return response;
}

Response remove_api_reuse(const Visit& visit, const PathArguments& arguments) {
    constexpr int kGone = 410;
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.reuse_none");
    const auto undone = app::undo_reuse(visit.workspace(), *id, visit.account());
    if (undone) return json(200, dumped(reuse_json(*undone)));
    if (undone.error().code == app::kUndoneAlready) return visit.error(kGone, "error.reuse_undone");
    if (undone.error().kind == ErrorKind::not_found) return visit.error(404, "error.reuse_none");
    return visit.error(undone.error());
}

}  // namespace casebook::web
