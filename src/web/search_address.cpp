#include "web/search_address.h"

#include <algorithm>

#include "base/text.h"
#include "search/index_fields.h"

namespace casebook::web {

SearchAddress SearchAddress::of(const Request& request) {
    SearchAddress address;
    address.text_ = replace_invalid_utf8(request.query_value("q"));
    address.order_ = search::parse_search_order(request.query_value("sort"))
                         .value_or(search::SearchOrder::relevance);
    for (const search::ExactField& field : search::kExactFields) {
        const auto [begin, end] = request.query.equal_range(std::string(field.name));
        for (auto value = begin; value != end; ++value)
            if (!trim(value->second).empty())
                address.filters_.push_back(
                    {std::string(field.name), replace_invalid_utf8(trim(value->second))});
    }
    return address;
}

bool SearchAddress::is_empty() const {
    return trim(text_).empty() && filters_.empty();
}

SearchAddress SearchAddress::with_order(search::SearchOrder order) const {
    SearchAddress address = *this;
    address.order_ = order;
    return address;
}

SearchAddress SearchAddress::with(const search::ExactField& field, const std::string& value) const {
    SearchAddress address = *this;
    address.filters_.push_back({std::string(field.name), value});
    return address;
}

SearchAddress SearchAddress::without(
    const std::vector<const search::Condition*>& conditions) const {
    SearchAddress address = *this;
    address.filters_.clear();
    for (std::size_t i = 0; i < filters_.size(); ++i)
        if (std::none_of(conditions.begin(), conditions.end(),
                         [&](const auto* condition) { return condition->chosen == i; }))
            address.filters_.push_back(filters_[i]);
    std::string kept;
    std::size_t character = 0;
    for (std::size_t position = 0; position < text_.size(); ++character) {
        const char32_t c = next_character(text_, position);
        const bool removed =
            std::any_of(conditions.begin(), conditions.end(), [&](const auto* condition) {
                return character >= condition->source.begin && character < condition->source.end;
            });
        append_utf8(kept, removed ? U' ' : c);
    }
    address.text_ = collapse_white_space(kept);
    return address;
}

std::string SearchAddress::url() const {
    std::string url = "/search?q=" + percent_encode(text_);
    for (const search::ChosenFilter& filter : filters_)
        url += "&" + filter.field + "=" + percent_encode(filter.value);
    if (order_ != search::SearchOrder::relevance) url += "&sort=" + std::string(to_text(order_));
    return url;
}

}  // namespace casebook::web
