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
    Route{Method::post, "/desk/reuse", create_desk_reuse},
    Route{Method::post, "/desk/reuse/undo", undo_desk_reuse},
    Route{Method::post, "/reuse", create_reuse},
    Route{Method::post, "/reuse/undo", undo_reuse},
    Route{Method::get, "/search", show_search},
    Route{Method::get, "/cases", list_cases},
    Route{Method::get, "/cases/{id}", show_case},
    Route{Method::get, "/cases/{id}/found", show_found},
    Route{Method::post, "/cases/{id}/found/reset", reset_found},
    Route{Method::post, "/cases/{id}/found/bring-back", bring_back_found},
    Route{Method::post, "/cases/{id}/links", change_links},
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
    Route{Method::post, "/unmask", unmask},
    Route{Method::get, "/status", show_status},
    Route{Method::get, "/preferences", set_preferences},
    Route{Method::get, "/static/{...}", show_asset},
    Route{Method::post, "/api/v1/suggest", create_suggestions},
    Route{Method::post, "/api/v1/reuse", create_api_reuse},
    Route{Method::remove_, "/api/v1/reuse/{id}", remove_api_reuse},
    Route{Method::get, "/api/v1/search", search_entries},
    Route{Method::get, "/api/v1/cases", list_api_cases},
    Route{Method::post, "/api/v1/cases", create_api_case},
    Route{Method::get, "/api/v1/cases/{id}", show_api_case},
    Route{Method::put, "/api/v1/cases/{id}", update_api_case},
    Route{Method::get, "/api/v1/cases/{id}/links", list_api_links},
    Route{Method::post, "/api/v1/cases/{id}/links", create_api_link},
    Route{Method::remove_, "/api/v1/cases/{id}/links/{other}", remove_api_link},
    Route{Method::get, "/api/v1/dailies", list_api_dailies},
    Route{Method::post, "/api/v1/dailies", create_api_daily},
    Route{Method::get, "/api/v1/dailies/{id}", show_api_daily},
    Route{Method::put, "/api/v1/dailies/{id}", update_api_daily},
    Route{Method::get, "/api/v1/posts", list_api_posts},
    Route{Method::post, "/api/v1/posts", create_api_post},
    Route{Method::get, "/api/v1/posts/{id}", show_api_post},
    Route{Method::put, "/api/v1/posts/{id}", update_api_post},
    Route{Method::get, "/api/v1/openapi.json", show_openapi},
    Route{Method::get, "/healthz", show_health},
    Route{Method::get, "/readyz", show_readiness},
    Route{Method::get, "/metrics", show_metrics},
};

constexpr std::array<std::pair<Method, std::string_view>, 4> kMethodNames{{
    {Method::get, "GET, HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::remove_, "DELETE"},
}};

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

std::string methods_of(std::string_view path) {
    std::vector<std::string> names;
    for (const auto& [method, name] : kMethodNames)
        if (find_route(method, path).result == RouteSearch::found) names.emplace_back(name);
    return join(names, ", ");
}

}  // namespace casebook::web
