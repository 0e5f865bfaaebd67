// The mustache data behind a View; for templates.cpp only (a heavy header).
#pragma once

#include <kainjow/mustache.hpp>
#include <set>
#include <string>

#include "render/view.h"

namespace casebook::render {

struct View::Values {
    kainjow::mustache::data data = kainjow::mustache::data::type::object;
    std::set<std::string> names;
};

}  // namespace casebook::render
