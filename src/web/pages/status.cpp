// The state of the library: how much there is, and which files could not be read.
#include "app/search_library.h"
#include "search/index_fields.h"
#include "web/error_words.h"
#include "web/handlers.h"
#include "web/views/list_views.h"

namespace casebook::web {
Response show_status(const Visit& visit, const PathArguments&) {
    StatusView view;
    for (const auto& [kind, count] : {std::pair{std::optional(Kind::case_), &view.case_count},
                                      {Kind::daily, &view.daily_count},
                                      {Kind::post, &view.post_count},
                                      {std::nullopt, &view.index_documents}}) {
        const auto counted = app::count_visible(visit.workspace(), visit.viewer(), kind);
        if (!counted) return visit.error(counted.error());
        *count = *counted;
    }
    view.degraded = visit.workspace().health().is_degraded();
    view.index_schema = search::kSchema;
    view.version = visit.site().options().version;
    for (const Error& problem : visit.workspace().problems()) {
        const ErrorWords words = words_of(visit, "problem", problem);
        view.problems.push_back(
            {problem.place.path, words.message, words.hint, problem.place.line});
    }
    view.first_useful = first_useful_days(visit);
    return visit.page("pages/status/show", Area::status, visit.message("title.status"),
                      render::View::of(view));
}

}  // namespace casebook::web
