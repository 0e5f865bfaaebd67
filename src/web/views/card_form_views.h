// The suggestion card, as its customer sees it.
#pragma once

#include <string>
#include <vector>

#include "render/view.h"

namespace casebook::web {

struct CardMarkView {
    std::string name, label;
    int value = 0;
    bool selected = false;
    void fill(render::View& view) const;
};

struct CardFormView {
    std::string action_url, error_message, error_hint, text, source, times;
    std::vector<CardMarkView> satisfaction, expectation;
    bool answered = false;
    void fill(render::View& view) const;
};

}  // namespace casebook::web
