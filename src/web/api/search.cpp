// GET /api/v1/search: q, the filters of search::kExactFields, sort, page, per_page -> hits with evidence, facets, total.
#include "app/search_library.h"

#include <fmt/format.h>

#include <charconv>

#include "search/query_problems.h"
#include "web/error_words.h"
#include "web/handlers.h"
#include "web/search_address.h"
#include "web/search_json.h"
#include "web/views/entry_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kUsualPerPage = 20;
constexpr std::size_t kMostPerPage = 100;

Result<std::size_t> read_count(const Request& request, const std::string& name, std::size_t usual,
                               std::size_t most) {
    const std::string text = request.query_value(name);
    if (text.empty()) return usual;
    std::size_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    if (!whole || number < 1 || number > most)
        return search::make_parameter_problem(search::QueryProblem::not_a_page, text, name);
    return number;
}

Result<app::SearchRequest> request_of(const Request& request) {
    const auto per_page = read_count(request, "per_page", kUsualPerPage, kMostPerPage);
    if (!per_page) return per_page.error();
    const auto page = read_count(request, "page", 1, search::kDeepest);
    if (!page) return page.error();
    const std::string sort = request.query_value("sort");
    if (!sort.empty() && !search::parse_search_order(sort))
        return search::make_parameter_problem(search::QueryProblem::unknown_order, sort, "sort");
    const SearchAddress address = SearchAddress::of(request);
    return app::SearchRequest{address.text(),          address.filters(), address.order(),
                              (*page - 1) * *per_page, *per_page,         search::Facet::counted};
}

// A mistake of the caller's, with what a program needs to show where it is.
Response bad_query(const Visit& visit, const Error& error) {
    const ErrorWords words = words_of(visit, "query", error);
    ProblemMembers members{error.code, {}, error.place.path == "query" ? "q" : error.place.path};
    if (error.place.column > 0) members.offset = error.place.column - 1;
    return problem(400, words.message, words.hint, members);
}

}  // namespace

Response search_entries(const Visit& visit, const PathArguments&) {
    auto request = request_of(visit.request());
    if (!request) return bad_query(visit, request.error());
    request->viewer = visit.viewer();
    const auto found = app::search_library(visit.workspace(), *request);
    if (!found && !found.error().code.empty()) return bad_query(visit, found.error());
    if (!found) return visit.error(found.error());
    return json(200, search_json(*found, url_of));
}

}  // namespace casebook::web
