#include "web/suggestion_json.h"

#include <cmath>

#include "web/json_values.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

ordered_json rounded(const std::optional<double>& mean, double steps) {
    return mean ? ordered_json(std::round(*mean * steps) / steps) : ordered_json(nullptr);
}

// Means, each with the number of outcomes that it is made of.
ordered_json outcome_json(const OutcomeSummary& outcome) {
    constexpr double kTenths = 10;
    return {{"uses", outcome.uses},
            {"solved", outcome.solved},
            {"solved_n", outcome.solved_of},
            {"satisfaction", rounded(outcome.satisfaction(), kTenths)},
            {"satisfaction_n", outcome.satisfaction_of},
            {"minutes", rounded(outcome.minutes(), kTenths)},
            {"minutes_n", outcome.minutes_of}};
}

ordered_json case_json(const app::Suggestion& suggestion, const std::string& url) {
    const Entry& entry = suggestion.entry;
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
        {"outcome", outcome_json(suggestion.outcome)}};
}

ordered_json alternatives_json(const std::vector<app::Suggestion>& alternatives,
                               const std::function<std::string(const Entry&)>& url_of) {
    ordered_json list = ordered_json::array();
    for (const app::Suggestion& alternative : alternatives)
        list.push_back({{"case", case_json(alternative, url_of(alternative.entry))},
                        {"score", alternative.score},
                        {"because", name_of(alternative.kinship)}});
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
                             const render::Messages& messages,
                             const std::function<std::string(const Entry&)>& url_of) {
    ordered_json suggestions = ordered_json::array();
    for (const app::Suggestion& suggestion : list.suggestions)
        suggestions.push_back(
            {{"case", case_json(suggestion, url_of(suggestion.entry))},
             {"score", suggestion.score},
             {"confidence", confidence_json(suggestion.confidence)},
             {"confidence_level", level_json(suggestion.confidence)},
             {"why", why_sentence(messages, suggestion)},
             {"evidence", evidence_json(suggestion.evidence)},
             {"alternatives", alternatives_json(suggestion.alternatives, url_of)}});
    return dumped({{"query_id", query_id},
                   {"took_ms", list.took_ms},
                   {"degraded", list.degraded},
                   {"precedent_found", list.has_precedent()},
                   {"readings", readings_json(list.readings)},
                   {"suggestions", std::move(suggestions)}});
}

}  // namespace casebook::web
