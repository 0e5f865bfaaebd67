#include "web/routes.h"

#include <gtest/gtest.h>

#include <set>

namespace casebook::web {
namespace {

TEST(Routes, AreFoundWithTheirArguments) {
    const struct {
        Method method;
        std::string_view path, pattern;
        PathArguments arguments;
    } rows[] = {
        {Method::get, "/", "/", {}},
        {Method::post, "/", "/", {}},
        {Method::get, "/cases/1042", "/cases/{id}", {"1042"}},
        {Method::get, "/dailies/2026-11-18", "/dailies/{date}", {"2026-11-18"}},
        {Method::get, "/static/abc/js/app.js", "/static/{...}", {"abc/js/app.js"}},
        {Method::post, "/api/v1/suggest", "/api/v1/suggest", {}},
    };
    for (const auto& row : rows) {
        const RouteMatch match = find_route(row.method, row.path);
        ASSERT_EQ(match.result, RouteSearch::found) << row.path;
        EXPECT_EQ(match.route->pattern, row.pattern);
        EXPECT_EQ(match.arguments, row.arguments);
    }
}

TEST(Routes, AnUnknownPathIsNotFound) {
    for (const char* path : {"", "/nowhere", "/cases/", "/cases/1/2", "//", "/Cases", "/cases/1/",
                             "/api/v1", "/static", "/search/x", "/../cases"})
        EXPECT_EQ(find_route(Method::get, path).result, RouteSearch::no_such_path) << path;
}

TEST(Routes, AKnownPathWithAnotherMethodIsToldApart) {
    EXPECT_EQ(find_route(Method::post, "/cases/1042").result, RouteSearch::no_such_method);
    EXPECT_EQ(find_route(Method::get, "/api/v1/suggest").result, RouteSearch::no_such_method);
    EXPECT_EQ(find_route(Method::get, "/desk/suggestions").result, RouteSearch::no_such_method);
}

TEST(Routes, SayTheirMethods) {
    EXPECT_EQ(methods_of("/"), "GET, HEAD, POST");
    EXPECT_EQ(methods_of("/api/v1/suggest"), "POST");
    EXPECT_EQ(methods_of("/nowhere"), "");
}

TEST(Routes, NoneIsThereTwice) {
    std::set<std::pair<Method, std::string_view>> seen;
    for (const Route& route : routes())
        EXPECT_TRUE(seen.emplace(route.method, route.pattern).second) << route.pattern;
}

}  // namespace
}  // namespace casebook::web
