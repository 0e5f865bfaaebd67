// The address of a search: the words typed, the filters chosen, the order. The page of the search, its links and the API all read
// and write it here.
#pragma once

#include <string>
#include <vector>

#include "search/search_language.h"
#include "search/search_order.h"
#include "web/http.h"

namespace casebook::web {

class SearchAddress {
  public:
    // q, and every name of search::kExactFields, each of which may be given several times.
    static SearchAddress of(const Request& request);

    const std::string& text() const { return text_; }
    const std::vector<search::ChosenFilter>& filters() const { return filters_; }
    search::SearchOrder order() const { return order_; }
    bool is_empty() const;  // nothing was asked for

    SearchAddress with_order(search::SearchOrder order) const;
    SearchAddress with(const search::ExactField& field, const std::string& value) const;

    // Without these conditions of its own parsed query, typed or chosen.
    SearchAddress without(const std::vector<const search::Condition*>& conditions) const;

    std::string url() const;  // /search?q=…&tag=…

  private:
    std::string text_;  // valid UTF-8
    std::vector<search::ChosenFilter> filters_;
    search::SearchOrder order_ = search::SearchOrder::relevance;
};

}  // namespace casebook::web
