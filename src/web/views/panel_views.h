// The side panel before anything is asked.
#pragma once

#include <string>

#include "render/view.h"
#include "web/views/desk_views.h"

namespace casebook::web {

struct PanelView {
    std::string origins;     // that may fill it, split by blanks
    bool signed_in = false;  // in this browser, outside of a frame

    void fill(render::View& view) const;
};

}  // namespace casebook::web
