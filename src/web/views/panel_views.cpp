#include "web/views/panel_views.h"

namespace casebook::web {

void PanelView::fill(render::View& view) const {
    view.text("panel_origins", origins);
    view.flag("signed_in", signed_in);
    SuggestionsView().fill(view);
}

}  // namespace casebook::web
