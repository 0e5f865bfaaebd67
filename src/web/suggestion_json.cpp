#include "web/suggestion_json.h"

#include <nlohmann/json.hpp>

namespace casebook::web {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json number_or_null(const std::optional<int>& number) {
    return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json outcome_json(const Outcome& outcome) {
    return {{"uses", outcome.is_empty() ? 0 : 1},
            {"satisfaction", number_or_null(outcome.satisfaction)},
            {"minutes", number_or_null(outcome.minutes)}};
}

ordered_json case_json(const Entry& entry, const std::string& url) {
    return {
        {"id", entry.id},
        {"external_id", text_or_null(entry.external_id)},
        {"title", entry.display_title()},
        {"url", url},
        {"state", to_text(entry.state)},
        {"example", entry.example == Example::bad ? ordered_json("bad") : ordered_json(nullptr)},
        {"answer", text_or_null(entry.text(Field::answer))},
        {"script", text_or_null(entry.text(Field::script))},
        {"fits", text_or_null(entry.text(Field::fits))},
        {"not_fits", text_or_null(entry.text(Field::not_fits))},
        {"confirmed_on",
         entry.confirmed ? ordered_json(to_text(*entry.confirmed)) : ordered_json(nullptr)},
        {"outcome", outcome_json(entry.outcome)}};
}

ordered_json evidence_json(const app::Evidence& evidence) {
    ordered_json fields = ordered_json::array();
    for (const app::FieldEvidence& field : evidence.fields)
        fields.push_back({{"field", name_of(field.field).name},
                          {"html", field.excerpt.text()},
                          {"terms", field.words}});
    return fields;
}

std::string dumped(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string suggestions_json(const app::SuggestionList& list, const std::string& query_id,
                             const std::function<std::string(const Entry&)>& url_of) {
    ordered_json suggestions = ordered_json::array();
    for (const app::Suggestion& suggestion : list.suggestions)
        suggestions.push_back({{"case", case_json(suggestion.entry, url_of(suggestion.entry))},
                               {"score", suggestion.score},
                               {"evidence", evidence_json(suggestion.evidence)},
                               {"alternatives", ordered_json::array()}});
    return dumped({{"query_id", query_id},
                   {"took_ms", list.took_ms},
                   {"degraded", list.degraded},
                   {"suggestions", std::move(suggestions)}});
}

std::string search_json(const app::SearchPage& page,
                        const std::function<std::string(const Entry&)>& url_of) {
    ordered_json hits = ordered_json::array();
    for (const app::SearchHit& hit : page.hits)
        hits.push_back({{"id", hit.entry.id},
                        {"kind", to_text(hit.entry.kind)},
                        {"title", hit.entry.display_title()},
                        {"url", url_of(hit.entry)},
                        {"score", hit.score},
                        {"evidence", evidence_json(hit.evidence)}});
    return dumped({{"total", page.total}, {"took_ms", page.took_ms}, {"hits", std::move(hits)}});
}

}  // namespace casebook::web
