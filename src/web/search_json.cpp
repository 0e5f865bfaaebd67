#include "web/search_json.h"

#include <algorithm>

#include "web/json_values.h"
#include "web/views/entry_views.h"

namespace casebook::web {
namespace {

ordered_json hit_json(const app::SearchHit& hit, const std::string& url) {
    const Entry& entry = hit.entry;
    const bool has_state = entry.kind == Kind::case_;
    return {{"id", entry.id},
            {"external_id", text_or_null(entry.external_id)},
            {"kind", to_text(entry.kind)},
            {"title", entry.display_title()},
            {"url", url},
            {"state", has_state ? ordered_json(to_text(entry.state)) : ordered_json(nullptr)},
            {"category", text_or_null(entry.category)},
            {"product", text_or_null(entry.product)},
            {"tags", entry.tags},
            {"author", text_or_null(entry.author)},
            {"date", text_or_null(date_of(entry))},
            {"score", hit.score},
            {"title_html", hit.evidence.title.text()},
            {"evidence", evidence_json(hit.evidence)}};
}

ordered_json facets_json(const search::Facets& facets) {
    ordered_json json = ordered_json::object();
    for (const search::FacetCounts& field : facets.fields) {
        ordered_json values = ordered_json::array();
        for (const search::FacetValue& value : field.values)
            values.push_back({{"value", value.value}, {"count", value.count}});
        json[std::string(field.field->name)] = std::move(values);
    }
    return json;
}

ordered_json notices_json(const std::vector<search::Notice>& notices) {
    ordered_json json = ordered_json::array();
    for (const search::Notice& notice : notices)
        json.push_back({{"code", notice.code}, {"detail", notice.detail}});
    return json;
}

}  // namespace

std::string search_json(const app::SearchPage& page,
                        const std::function<std::string(const Entry&)>& url_of) {
    ordered_json hits = ordered_json::array();
    for (const app::SearchHit& hit : page.hits) hits.push_back(hit_json(hit, url_of(hit.entry)));
    const bool exact = page.total_is == search::Total::exact;
    const bool counted = page.facets.precision == search::Precision::exact;
    return dumped({{"total", page.total},
                   {"total_is", exact ? "exact" : "at_least"},
                   {"page", page.first / std::max<std::size_t>(1, page.limit) + 1},
                   {"per_page", page.limit},
                   {"took_ms", page.took_ms},
                   {"degraded", page.degraded},
                   {"query", to_text(page.query)},
                   {"notices", notices_json(page.query.notices)},
                   {"readings", readings_json(page.readings)},
                   {"hits", std::move(hits)},
                   {"facets", facets_json(page.facets)},
                   {"facets_are", counted ? "exact" : "estimated"}});
}

}  // namespace casebook::web
