#include "app/contract.h"

#include <algorithm>

#include "base/text.h"

namespace casebook::app {
namespace {

// Of the category itself, else of the nearest one above it.
const Category* find_category(const Categories& categories, std::string_view path) {
    while (!path.empty()) {
        const auto found = std::find_if(categories.begin(), categories.end(),
                                        [&](const Category& one) { return one.path == path; });
        if (found != categories.end()) return &*found;
        const std::size_t slash = path.rfind('/');
        path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
    return nullptr;
}

}  // namespace

const FactInText* Contract::next_to_ask() const {
    const auto open = std::find_if(facts.begin(), facts.end(),
                                   [](const FactInText& fact) { return !fact.place; });
    return open == facts.end() ? nullptr : &*open;
}

Contract contract_for(const Workspace& workspace, const SuggestionList& list,
                      const std::string& chosen, const std::string& text) {
    Contract contract;
    contract.category = chosen;
    if (chosen.empty() && !list.categories.empty() &&
        list.categories.front().probability >= kWorthShowing) {
        contract.category = list.categories.front().category;
        contract.probability = list.categories.front().probability;
    }
    const auto categories = workspace.categories().all();
    const Category* category = find_category(*categories, contract.category);
    if (category == nullptr) return contract;
    contract.product = category->product;
    contract.facts = find_facts(category->facts, first_characters(text, search::kLongestComplaint));
    return contract;
}

}  // namespace casebook::app
