#include "web/routes.h"

#include <array>

#include "base/text.h"
#include "web/handlers.h"

namespace casebook::web {
namespace {

constexpr std::array kRoutes{
    Route{Method::get, "/", show_desk},
    Route{Method::post, "/", show_desk_with_text},
    Route{Method::post, "/desk/suggestions", show_suggestions},
    Route{Method::get, "/search", show_search},
    Route{Method::get, "/cases", list_cases},
    Route{Method::get, "/cases/{id}", show_case},
    Route{Method::get, "/dailies", list_dailies},
    Route{Method::get, "/dailies/{date}", show_daily},
    Route{Method::get, "/posts", list_posts},
    Route{Method::get, "/posts/{id}", show_post},
    Route{Method::get, "/new/{kind}", show_new},
    Route{Method::post, "/new/{kind}", create_new},
    Route{Method::get, "/edit/{id}", show_edit},
    Route{Method::post, "/edit/{id}", save_edit},
    Route{Method::get, "/history/{id}", list_history},
    Route{Method::get, "/history/{id}/{sequence}", show_revision},
    Route{Method::post, "/history/{id}/{sequence}", take_back},
    Route{Method::get, "/status", show_status},
    Route{Method::get, "/preferences", set_preferences},
    Route{Method::get, "/static/{...}", show_asset},
    Route{Method::post, "/api/v1/suggest", create_suggestions},
    Route{Method::get, "/healthz", show_health},
};

// The arguments when the path matches the pattern.
std::optional<PathArguments> match(std::string_view pattern, std::string_view path) {
    const std::vector<std::string> wanted = split(pattern, '/');
    const std::vector<std::string> given = split(path, '/');
    PathArguments arguments;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i >= given.size()) return std::nullopt;
        if (wanted[i] == "{...}") {
            arguments.push_back(
                join({given.begin() + static_cast<std::ptrdiff_t>(i), given.end()}, "/"));
            return arguments;
        }
        const bool argument = wanted[i].starts_with('{');
        if (argument ? given[i].empty() : given[i] != wanted[i]) return std::nullopt;
        if (argument) arguments.push_back(given[i]);
    }
    if (given.size() != wanted.size()) return std::nullopt;
    return arguments;
}

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

RouteMatch find_route(Method method, std::string_view path) {
    RouteMatch result;
    for (const Route& route : kRoutes) {
        auto arguments = match(route.pattern, path);
        if (!arguments) continue;
        if (route.method == method) return {RouteSearch::found, &route, std::move(*arguments)};
        result.result = RouteSearch::no_such_method;
    }
    return result;
}

}  // namespace casebook::web
