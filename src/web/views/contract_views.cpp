#include "web/views/contract_views.h"

#include <algorithm>
#include <cmath>

#include "base/log.h"
#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::size_t kLikelyCategories = 5;
constexpr std::size_t kMostChangesShown = 3;
constexpr std::size_t kLongestFound = 24;  // characters of the complaint's own words

std::string words_of_fact(const FactInText& fact, const std::string& text) {
    if (!fact.place) return "";
    const std::string words = collapse_white_space(
        std::string_view(text).substr(fact.place->begin, fact.place->end - fact.place->begin));
    return std::string(first_characters(words, kLongestFound));
}

void add_facts(ContractView& view, const app::Contract& contract, const std::string& text) {
    const FactInText* next = contract.next_to_ask();
    for (const FactInText& fact : contract.facts) {
        view.facts.push_back({fact.fact, words_of_fact(fact, text), &fact == next});
        if (fact.place) ++view.held;
    }
    if (next != nullptr) view.ask_next = next->fact;
}

void add_choices(ContractView& view, const app::SuggestionList& list,
                 const app::Categories& categories) {
    const auto is_listed = [&](const std::string& path) {
        return std::any_of(view.likely.begin(), view.likely.end(),
                           [&](const CategoryChoiceView& one) { return one.category == path; });
    };
    if (!view.category.empty()) view.likely.push_back({view.category, true});
    for (const search::CategoryGuess& guess : list.categories)
        if (view.likely.size() < kLikelyCategories && !is_listed(guess.category))
            view.likely.push_back({guess.category, false});
    for (const Category& category : categories)
        if (!is_listed(category.path)) view.others.push_back({category.path, false});
}

void add_changes(const Visit& visit, ContractView& view, const app::Contract& contract) {
    app::Workspace& workspace = visit.workspace();
    const auto changes = workspace.changes().concerning(
        workspace.database(), workspace.clock().now().date(), contract.category, contract.product);
    if (!changes) return log(changes.error());  // suggestions are shown without them
    for (const RecentChange& change : *changes)
        if (view.changes.size() < kMostChangesShown)
            view.changes.push_back(ChangeView::of_change(visit, change));
}

}  // namespace

void FactView::fill(render::View& view) const {
    view.text("fact", fact);
    view.optional_text("found_words", found);
    view.flag("is_next", is_next);
}

void CategoryChoiceView::fill(render::View& view) const {
    view.text("choice", category);
    view.flag("chosen", chosen);
}

ChangeView ChangeView::of_change(const Visit& visit, const RecentChange& change) {
    return {change.id,
            to_text(change.day),
            std::string(to_text(change.kind)),
            visit.message("change.kind." + std::string(to_text(change.kind))),
            change.title,
            change.category.empty() ? change.product : change.category,
            change.until ? to_text(*change.until) : "",
            change.who};
}

void ChangeView::fill(render::View& view) const {
    view.number("change_id", id);
    view.text("change_day", day);
    view.text("change_kind", kind);
    view.text("change_kind_label", kind_label);
    view.text("change_title", title);
    view.optional_text("change_of", of);
    view.optional_text("change_until", until);
    view.text("change_who", who);
}

ContractView ContractView::of(const Visit& visit, const app::SuggestionList& list,
                              const std::string& chosen, const std::string& text) {
    const app::Contract contract = app::contract_for(visit.workspace(), list, chosen, text);
    ContractView view;
    view.shown = list.outcome == app::SuggestOutcome::found || !chosen.empty();
    view.category = contract.category;
    if (contract.probability)
        view.percent = std::to_string(std::lround(*contract.probability * 100));
    add_facts(view, contract, text);
    add_choices(view, list, *visit.workspace().categories().all());
    add_changes(visit, view, contract);
    return view;
}

void ContractView::fill(render::View& view) const {
    view.flag("has_contract", shown);
    view.optional_text("contract_category", category);
    view.optional_text("contract_percent", percent);
    view.flag("has_facts", !facts.empty());
    view.list("facts", facts);
    view.number("facts_held", static_cast<long long>(held));
    view.number("facts_count", static_cast<long long>(facts.size()));
    view.optional_text("ask_next", ask_next);
    view.list("likely_categories", likely);
    view.list("other_categories", others);
    view.flag("has_changes", !changes.empty());
    view.list("changes", changes);
}

}  // namespace casebook::web
