// The whole route table, in one place: what each address does, and who may call it. A pattern is a path whose parts in braces match one part each; they are given to the
// handler in order. "{...}" at the end matches all that is left.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/page.h"
#include "web/rights.h"

namespace casebook::web {

using PathArguments = std::vector<std::string>;
using Handler = Response (*)(const Visit& visit, const PathArguments& arguments);

struct Route {
    Method method;
    std::string_view pattern;
    Rights rights;
    Handler handler;
};

std::span<const Route> routes();

enum class RouteSearch { found, no_such_path, no_such_method };

struct RouteMatch {
    RouteSearch result = RouteSearch::no_such_path;
    const Route* route = nullptr;
    PathArguments arguments;
};

RouteMatch find_route(Method method, std::string_view path);

// For the header Allow: "GET, HEAD, POST".
std::string methods_of(std::string_view path);

}  // namespace casebook::web
