// The state of the library: how much there is, and which files could not be read.
#include "search/index_fields.h"
#include "web/handlers.h"
#include "web/views/list_views.h"

namespace casebook::web {
namespace {

// In the visitor's language where the error has words there, else as the log has it.
std::string words_of(const Visit& visit, const Error& problem, std::string_view suffix,
                     const std::string& otherwise) {
    const std::string* words =
        visit.messages().find("problem." + problem.code + std::string(suffix));
    if (words == nullptr) return otherwise;
    constexpr std::string_view kGap = "{{detail}}";
    const std::size_t gap = words->find(kGap);
    return gap == std::string::npos
               ? *words
               : words->substr(0, gap) + problem.detail + words->substr(gap + kGap.size());
}

}  // namespace

Response show_status(const Visit& visit, const PathArguments&) {
    const search::Index& index = visit.workspace().index();
    StatusView view;
    for (const auto& [kind, count] : {std::pair{std::optional(Kind::case_), &view.case_count},
                                      {Kind::daily, &view.daily_count},
                                      {Kind::post, &view.post_count},
                                      {std::nullopt, &view.index_documents}}) {
        const auto counted = index.count(kind);
        if (!counted) return visit.error(counted.error());
        *count = *counted;
    }
    view.degraded = visit.workspace().health().is_degraded();
    view.index_schema = search::kSchema;
    view.version = visit.site().options().version;
    for (const Error& problem : visit.workspace().problems())
        view.problems.push_back({problem.place.path, words_of(visit, problem, "", problem.message),
                                 words_of(visit, problem, ".hint", problem.hint),
                                 problem.place.line});
    return visit.page("pages/status/show", Area::status, visit.message("title.status"),
                      render::View::of(view));
}

}  // namespace casebook::web
