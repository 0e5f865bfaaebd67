// The search page.
#pragma once

#include "app/search_library.h"
#include "web/search_address.h"
#include "web/views/list_views.h"

namespace casebook::web {

// One of several ways of seeing the same search: a kind, an order.
struct SearchChoiceView {
    std::string label, url;
    bool current = false;
    std::string count;  // empty: not counted
    void fill(render::View& view) const;
};

// A filter or an exclusion that narrows the hits; its link takes it away.
struct ChipView {
    std::string label, url;
    bool excluded = false;
    void fill(render::View& view) const;
};

struct FacetValueView {
    std::string label, url;
    std::size_t count = 0;
    bool current = false;
    void fill(render::View& view) const;
};

struct FacetView {
    std::string label;
    std::vector<FacetValueView> values;
    void fill(render::View& view) const;
};

struct SearchHelpView {
    std::string example, text;
    void fill(render::View& view) const;
};

struct TextView {
    std::string text;
    void fill(render::View& view) const { view.text("text", text); }
};

// What is wrong with the search, and where in it.
struct SearchErrorView {
    std::string message, hint;
    std::string before, spot, after;  // the query around the place; empty when it has none

    void fill(render::View& view) const;
};

struct SearchView {
    std::string query;
    bool asked = false;
    SearchErrorView error;
    std::vector<TextView> notices;
    std::size_t total = 0;
    bool at_least = false;
    double took_ms = 0;
    std::vector<SearchChoiceView> kinds, orders;
    std::vector<ChipView> chips;
    std::vector<FacetView> facets;
    bool facets_estimated = false;
    std::vector<HitView> hits;
    ReadAsView read_as;
    PagingView paging;
    std::vector<SearchHelpView> help;

    void fill(render::View& view) const;
};

SearchErrorView search_error_view(const Visit& visit, const std::string& query, const Error& error);
std::vector<ChipView> chip_views(const Visit& visit, const SearchAddress& address,
                                 const search::ParsedQuery& query);

// All and each kind, as links; a kind's count where the hits are not narrowed to another.
std::vector<SearchChoiceView> kind_views(const Visit& visit, const SearchAddress& address,
                                         const app::SearchPage& found);

// Those that can narrow the hits further or are what narrows them. The kinds have links of their own.
std::vector<FacetView> facet_views(const Visit& visit, const SearchAddress& address,
                                   const app::SearchPage& found);

// The language of the search, the filters from the field table.
std::vector<SearchHelpView> search_help_views(const Visit& visit);

}  // namespace casebook::web
