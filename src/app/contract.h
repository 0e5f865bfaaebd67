// The information contract of a complaint while it is typed: its category, chosen by the agent or guessed, the facts that the category's
// back office needs, and which of them the words hold already. Nothing of it is required.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/suggest_resolutions.h"
#include "domain/facts/facts.h"

namespace casebook::app {

// A guess that is less sure than this is not shown as one.
inline constexpr double kWorthShowing = 0.25;

struct Contract {
    std::string category;               // empty: not known
    std::optional<double> probability;  // of a guess; none: the agent chose it
    std::string product;                // of the category, as categories.yml has it
    std::vector<FactInText> facts;      // none where the category asks for none

    // The first fact that is not there yet; none when all are.
    const FactInText* next_to_ask() const;
};

// `chosen`: a category; empty: none was.
Contract contract_for(const Workspace& workspace, const SuggestionList& list,
                      const std::string& chosen, const std::string& text);

}  // namespace casebook::app
