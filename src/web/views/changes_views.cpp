#include "web/views/changes_views.h"

#include <set>

namespace casebook::web {

void ChangeKindView::fill(render::View& view) const {
    view.text("kind", kind);
    view.text("kind_label", label);
}

void ChangesView::add_choices(const Visit& visit) {
    for (const ChangeKind kind : kChangeKinds)
        kinds.push_back({std::string(to_text(kind)),
                         visit.message("change.kind." + std::string(to_text(kind)))});
    std::set<std::string> known;
    for (const Category& category : *visit.workspace().categories().all()) {
        categories.push_back({category.path, false});
        if (!category.product.empty() && known.insert(category.product).second)
            products.push_back({category.product, false});
    }
}

void ChangesView::fill(render::View& view) const {
    view.flag("none", rows.empty());
    view.list("rows", rows);
    view.list("kinds", kinds);
    view.list("categories", categories);
    view.list("products", products);
    view.text("today", today);
    view.text("typed_title", typed_title);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
}

}  // namespace casebook::web
