#include "web/suggestion_json.h"

#include <cmath>

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

ordered_json alternatives_json(const std::vector<app::Suggestion>& alternatives,
                               const std::function<std::string(const Entry&)>& url_of) {
    ordered_json list = ordered_json::array();
    for (const app::Suggestion& alternative : alternatives)
        list.push_back({{"case", case_json(alternative.entry, url_of(alternative.entry))},
                        {"score", alternative.score},
                        {"because", to_text(alternative.kinship)}});
    return list;
}

ordered_json confidence_json(const std::optional<double>& confidence) {
    constexpr double kThousandths = 1000;
    return confidence ? ordered_json(std::round(*confidence * kThousandths) / kThousandths)
                      : ordered_json(nullptr);
}

ordered_json level_json(const std::optional<double>& confidence) {
    return confidence ? ordered_json(to_text(search::level_of(*confidence)))
                      : ordered_json(nullptr);
}

}  // namespace

std::string suggestions_json(const app::SuggestionList& list, const std::string& query_id,
                             const std::function<std::string(const Entry&)>& url_of) {
    ordered_json suggestions = ordered_json::array();
    for (const app::Suggestion& suggestion : list.suggestions)
        suggestions.push_back(
            {{"case", case_json(suggestion.entry, url_of(suggestion.entry))},
             {"score", suggestion.score},
             {"confidence", confidence_json(suggestion.confidence)},
             {"confidence_level", level_json(suggestion.confidence)},
             {"evidence", evidence_json(suggestion.evidence)},
             {"alternatives", alternatives_json(suggestion.alternatives, url_of)}});
    return dumped({{"query_id", query_id},
                   {"took_ms", list.took_ms},
                   {"degraded", list.degraded},
                   {"precedent_found", list.has_precedent()},
                   {"suggestions", std::move(suggestions)}});
}

}  // namespace casebook::web
