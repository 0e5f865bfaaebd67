#include "web/views/search_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/fold.h"
#include "base/text.h"
#include "web/error_words.h"

namespace casebook::web {
namespace {

using render::View;
using search::Condition;
using search::ExactField;

constexpr std::string_view kForms[] = {"words", "phrase", "exclusion", "choice"};

std::string value_label(const Visit& visit, const ExactField& field, const std::string& value) {
    if (field.name == "kind" || field.name == "state")
        return visit.message(fmt::format("{}.{}", field.name, value));
    return value;
}

std::string field_label(const Visit& visit, const ExactField& field) {
    return visit.message(fmt::format("filter.{}", field.name));
}

std::string chip_label(const Visit& visit, const Condition& condition) {
    if (condition.what != Condition::What::filter) return to_text(condition);
    return fmt::format("{} {}", field_label(visit, *condition.field),
                       value_label(visit, *condition.field, condition.text));
}

bool is_wanted_filter(const search::Clause& clause, const Condition& condition) {
    return clause.presence == search::Presence::wanted && clause.joined != search::Joined::by_or &&
           condition.what == Condition::What::filter;
}

// The conditions that are filters of the field, each of which a link can take away.
std::vector<const Condition*> filters_of(const search::ParsedQuery& query,
                                         const ExactField& field) {
    std::vector<const Condition*> filters;
    for (const search::Clause& clause : query.all_of)
        for (const Condition& condition : clause.any_of)
            if (is_wanted_filter(clause, condition) && condition.field == &field)
                filters.push_back(&condition);
    return filters;
}

FacetValueView value_view(const Visit& visit, const SearchAddress& address,
                          const std::vector<const Condition*>& active, const ExactField& field,
                          const search::FacetValue& value) {
    FacetValueView view{value_label(visit, field, value.value), "", value.count, false};
    const std::string folded = fold_to_text(value.value);
    std::vector<const Condition*> same;
    for (const Condition* condition : active)
        if (fold_to_text(condition->text) == folded) same.push_back(condition);
    view.current = !same.empty();
    if (view.current)
        view.url = address.without(same).url();
    else  // one step down a path takes the place of the step above
        view.url = (field.kind == search::ExactKind::path ? address.without(active) : address)
                       .with(field, value.value)
                       .url();
    return view;
}

const ExactField& kind_field() {
    return *search::find_exact_field("kind");
}

std::string count_of(const search::Facets& facets, const ExactField& field,
                     const std::string& name) {
    for (const search::FacetCounts& counts : facets.fields)
        for (const search::FacetValue& value : counts.values)
            if (counts.field == &field && value.value == name) return std::to_string(value.count);
    return "0";
}

}  // namespace

void SearchChoiceView::fill(View& view) const {
    view.text("label", label);
    view.text("url", url);
    view.flag("current", current);
    view.optional_text("count", count);
}

void ChipView::fill(View& view) const {
    view.text("label", label);
    view.text("url", url);
    view.flag("excluded", excluded);
}

void FacetValueView::fill(View& view) const {
    view.text("label", label);
    view.text("url", url);
    view.number("count", static_cast<long long>(count));
    view.flag("current", current);
}

void FacetView::fill(View& view) const {
    view.text("label", label);
    view.list("values", values);
}

void SearchHelpView::fill(View& view) const {
    view.text("example", example);
    view.text("text", text);
}

void SearchErrorView::fill(View& view) const {
    view.text("error_message", message);
    view.text("error_hint", hint);
    view.flag("has_spot", !spot.empty());
    view.text("before_spot", before);
    view.text("spot", spot);
    view.text("after_spot", after);
}

void SearchView::fill(View& view) const {
    const bool failed = !error.message.empty();
    view.text("query", query);
    view.flag("asked", asked);
    view.flag("failed", failed);
    error.fill(view);
    view.list("notices", notices);
    view.number("total", static_cast<long long>(total));
    view.flag("at_least", at_least);
    view.flag("found", !failed && !hits.empty());
    view.flag("past_end", !failed && hits.empty() && total > 0);
    view.flag("nothing", !failed && total == 0 && !at_least);
    view.flag("nothing_verified", !failed && total == 0 && at_least);
    view.text("took_ms", fmt::format("{:.1f}", took_ms));
    view.list("kinds", kinds);
    view.list("orders", orders);
    view.flag("has_chips", !chips.empty());
    view.list("chips", chips);
    view.flag("has_facets", !facets.empty());
    view.list("facets", facets);
    view.flag("facets_estimated", facets_estimated);
    view.list("hits", hits);
    read_as.fill(view);
    view.list("help", help);
    paging.fill(view);
}

SearchErrorView search_error_view(const Visit& visit, const std::string& query,
                                  const Error& error) {
    const ErrorWords words = words_of(visit, "query", error);
    SearchErrorView view{words.message, words.hint, "", "", ""};
    if (error.place.column == 0) return view;
    std::size_t begin =
        first_characters(query, static_cast<std::size_t>(error.place.column) - 1).size();
    std::size_t end = begin;
    while (end < query.size()) {
        std::size_t next = end;
        if (is_white_space(next_character(query, next))) break;
        end = next;
    }
    view.before = query.substr(0, begin);
    view.spot = query.substr(begin, end - begin);
    view.after = query.substr(end);
    return view;
}

std::vector<ChipView> chip_views(const Visit& visit, const SearchAddress& address,
                                 const search::ParsedQuery& query) {
    std::vector<ChipView> chips;
    for (const search::Clause& clause : query.all_of)
        for (const Condition& condition : clause.any_of) {
            const bool excluded = clause.presence == search::Presence::excluded;
            if (excluded || is_wanted_filter(clause, condition))
                chips.push_back(
                    {chip_label(visit, condition), address.without({&condition}).url(), excluded});
        }
    return chips;
}

std::vector<SearchChoiceView> kind_views(const Visit& visit, const SearchAddress& address,
                                         const app::SearchPage& found) {
    const ExactField& field = kind_field();
    const std::vector<const Condition*> active = filters_of(found.query, field);
    const SearchAddress all = address.without(active);
    std::vector<SearchChoiceView> views{
        {visit.message("search.kind_all"), all.url(), active.empty(), ""}};
    for (const Kind kind : {Kind::case_, Kind::daily, Kind::post}) {
        const std::string name(casebook::to_text(kind));
        const bool current = active.size() == 1 && active.front()->text == name;
        views.push_back({value_label(visit, field, name), all.with(field, name).url(), current,
                         active.empty() || current ? count_of(found.facets, field, name) : ""});
    }
    return views;
}

std::vector<FacetView> facet_views(const Visit& visit, const SearchAddress& address,
                                   const app::SearchPage& found) {
    std::vector<FacetView> views;
    for (const search::FacetCounts& counts : found.facets.fields) {
        const ExactField& field = *counts.field;
        const std::vector<const Condition*> active = filters_of(found.query, field);
        const bool narrows = counts.values.size() > 1 || counts.values.front().count < found.total;
        const bool leads_down = field.kind == search::ExactKind::path;
        if (&field == &kind_field() || !(narrows || leads_down || !active.empty())) continue;
        FacetView view{field_label(visit, field), {}};
        for (const search::FacetValue& value : counts.values)
            view.values.push_back(value_view(visit, address, active, field, value));
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<SearchHelpView> search_help_views(const Visit& visit) {
    std::vector<SearchHelpView> help;
    for (const std::string_view form : kForms)
        help.push_back({visit.message(fmt::format("search.form.{}.example", form)),
                        visit.message(fmt::format("search.form.{}", form))});
    const bool chinese = visit.language() == render::Language::chinese;
    for (const ExactField& field : search::kExactFields)
        help.push_back({std::string(chinese ? field.chinese_example : field.example),
                        visit.message(fmt::format("search.filter.{}", field.name))});
    return help;
}

}  // namespace casebook::web
