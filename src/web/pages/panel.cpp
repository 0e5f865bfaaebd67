// GET /panel: the desk in a frame of another program's page (docs/panel.md). The page itself holds nothing of the library, so that it opens
// where browsers send no cookies to frames: what it shows is asked for with a token that the page around it hands over.
#include "base/text.h"
#include "web/call_handlers.h"
#include "web/page.h"
#include "web/views/panel_views.h"

namespace casebook::web {

Response show_panel(const Visit& visit, const PathArguments&) {
    const std::string origins = join(visit.site().options().panel_origins, " ");
    Response response =
        visit.panel_page("pages/panel/show", visit.message("title.panel"),
                         render::View::of(PanelView{origins, visit.identity().is_signed_in()}));
    response.framed_by = origins;
    return response;
}

}  // namespace casebook::web
