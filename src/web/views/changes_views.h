// The log of recent changes, with the form that adds one.
#pragma once

#include "web/views/contract_views.h"

namespace casebook::web {

struct ChangeKindView {
    std::string kind, label;
    void fill(render::View& view) const;
};

struct ChangesView {
    std::vector<ChangeView> rows;
    std::vector<ChangeKindView> kinds;
    std::vector<CategoryChoiceView> categories, products;  // to choose from
    std::string today, typed_title, error_message, error_hint;

    void add_choices(const Visit& visit);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
