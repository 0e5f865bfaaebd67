#include <fmt/format.h>

#include "app/search_library.h"
#include "cli/terminal.h"
#include "web/suggestion_json.h"
#include "web/views/entry_views.h"

namespace casebook::cli {

int search(const CommonOptions& common, const SearchOptions& options) {
    const auto workspace = open_workspace(common, {app::Access::read_or_write});
    if (!workspace) return fail(workspace.error());
    app::SearchRequest request;
    request.text = options.query;
    request.kind = parse_kind(options.kind);
    request.limit = options.limit;
    const auto page = app::search_library(**workspace, request);
    if (!page) return fail(page.error());
    if (common.format == Format::json) {
        fmt::print("{}", web::search_json(*page, web::url_of));
        return 0;
    }
    for (const app::SearchHit& hit : page->hits)
        fmt::print("#{} {} {}\n", hit.entry.id, to_text(hit.entry.kind), hit.entry.display_title());
    if (!common.quiet) fmt::print("{} found\n", page->total);
    return 0;
}

}  // namespace casebook::cli
