// POST /api/v1/suggest: {"text", "limit"?, "category"?, "product"?} -> query_id, took_ms, degraded, suggestions.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/suggest_resolutions.h"
#include "base/text.h"
#include "web/handlers.h"
#include "web/suggestion_json.h"
#include "web/views/entry_views.h"

namespace casebook::web {
namespace {

std::string optional_text(const nlohmann::json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_of_type(const nlohmann::json& body, const char* key, bool (*check)(const nlohmann::json&)) {
    const auto found = body.find(key);
    return found == body.end() || found->is_null() || check(*found);
}

bool is_text(const nlohmann::json& value) {
    return value.is_string();
}

bool is_count(const nlohmann::json& value) {
    return value.is_number_integer() && value >= 1 &&
           value <= static_cast<int>(app::kMostSuggestions);
}

// The request, or what is wrong with it.
Result<app::SuggestRequest> request_of(const std::string& body) {
    const auto invalid = [](std::string what) {
        return Error{
            ErrorKind::invalid, std::move(what), "Send {\"text\": \"…\", \"limit\": 5}", {}};
    };
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) return invalid("The body is not a JSON object");
    if (!json.contains("text") || !json["text"].is_string())
        return invalid("“text” is missing or not a text");
    if (!is_of_type(json, "limit", is_count))
        return invalid(
            fmt::format("“limit” is not a whole number from 1 to {}", app::kMostSuggestions));
    if (!is_of_type(json, "category", is_text) || !is_of_type(json, "product", is_text))
        return invalid("“category” and “product” are texts");
    app::SuggestRequest request;
    request.text = json["text"].get<std::string>();
    if (const auto limit = json.find("limit"); limit != json.end() && !limit->is_null())
        request.limit = limit->get<std::size_t>();
    request.category = optional_text(json, "category");
    request.product = optional_text(json, "product");
    return request;
}

}  // namespace

Response create_suggestions(const Visit& visit, const PathArguments&) {
    const auto request = request_of(visit.request().body);
    if (!request) return problem(400, request.error().message, request.error().hint);
    const auto list = app::suggest_resolutions(visit.workspace(), *request);
    if (!list) return visit.error(list.error());
    visit.site().metrics().count_suggestion(list->took_ms);
    const std::string query_id = visit.site().suggestion_lists().remember(
        replace_invalid_utf8(first_characters(request->text, search::kLongestComplaint)));
    return json(200, suggestions_json(*list, query_id, visit.messages(),
                                      [](const Entry& entry) { return url_of(entry); }));
}

}  // namespace casebook::web
