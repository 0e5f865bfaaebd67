#include <fmt/format.h>

#include "app/search_library.h"
#include "base/text.h"
#include "cli/terminal.h"
#include "search/query_problems.h"
#include "web/search_json.h"
#include "web/views/entry_views.h"

namespace casebook::cli {
namespace {

// What was typed was wrong, not how the command was called: 1, and the place is shown below the message.
int fail_search(const Error& error, const std::string& query) {
    fail(error);
    if (error.place.column == 0) return 1;
    const auto offset = static_cast<std::size_t>(error.place.column) - 1;
    const std::string_view before = first_characters(query, offset);
    fmt::print(stderr, "  {}»{}\n", before, std::string_view(query).substr(before.size()));
    return 1;
}

void say_notices(const app::SearchPage& page) {
    for (const search::Notice& notice : page.query.notices)
        fmt::print(stderr, "casebook: {}\n", search::words_of(notice));
    for (const app::Reading& reading : page.readings)
        fmt::print(stderr,
                   "casebook: also found by “{}” for “{}”; quote it to find it as written\n",
                   reading.read_as, reading.typed);
}

}  // namespace

int search(const CommonOptions& common, const SearchOptions& options) {
    const auto workspace = open_workspace(common, {app::Access::read_or_write});
    if (!workspace) return fail(workspace.error());
    app::SearchRequest request;
    request.text = options.query;
    if (!options.kind.empty()) request.filters = {{"kind", options.kind}};
    request.order = search::parse_search_order(options.sort).value_or(request.order);
    request.limit = options.limit;
    const auto page = app::search_library(**workspace, request);
    if (!page) return fail_search(page.error(), options.query);
    say_notices(*page);
    if (common.format == Format::json) {
        fmt::print("{}", web::search_json(*page, web::url_of));
        return 0;
    }
    for (const app::SearchHit& hit : page->hits)
        fmt::print("#{} {} {}\n", hit.entry.id, to_text(hit.entry.kind), hit.entry.display_title());
    if (!common.quiet)
        fmt::print("{}{} found\n", page->total_is == search::Total::exact ? "" : "at least ",
                   page->total);
    return 0;
}

}  // namespace casebook::cli
