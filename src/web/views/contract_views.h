// The calm strip above the cards: the category, which facts are there, which to ask next; and what was changed lately (partials/_contract).
#pragma once

#include <string>
#include <vector>

#include "app/contract.h"
#include "domain/recent_change.h"
#include "web/page.h"

namespace casebook::web {

struct FactView {
    std::string fact, found;  // found: the words of the complaint; empty: it is open
    bool is_next = false;     // to be asked
    void fill(render::View& view) const;
};

struct CategoryChoiceView {
    std::string category;
    bool chosen = false;
    void fill(render::View& view) const;
};

struct ChangeView {
    long long id = 0;
    std::string day, kind, kind_label, title, of, until, who;  // of: its category, else its product

    static ChangeView of_change(const Visit& visit, const RecentChange& change);
    void fill(render::View& view) const;
};

struct ContractView {
    bool shown = false;
    std::string category;  // chosen or guessed; empty: not known
    std::string percent;   // of a guess; empty: chosen, or not known
    std::vector<FactView> facts;
    std::string ask_next;  // the first open fact; empty: none is
    std::size_t held = 0;
    std::vector<CategoryChoiceView> likely, others;  // to choose from
    std::vector<ChangeView> changes;                 // of the last days

    static ContractView of(const Visit& visit, const app::SuggestionList& list,
                           const std::string& chosen, const std::string& text);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
