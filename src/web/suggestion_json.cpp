#include "web/suggestion_json.h"

#include "web/json_values.h"

namespace casebook::web {
namespace {

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

ordered_json readings_json(const std::vector<app::Reading>& readings) {
    ordered_json array = ordered_json::array();
    for (const app::Reading& reading : readings)
        array.push_back({{"typed", reading.typed},
                         {"read_as", reading.read_as},
                         {"by", app::to_text(reading.origin)}});
    return array;
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
                   {"readings", readings_json(list.readings)},
                   {"suggestions", std::move(suggestions)}});
}

}  // namespace casebook::web
