#include "web/views/list_views.h"

namespace casebook::web {
using render::View;

PagingView PagingView::of(const Paging& paging, const std::string& base, std::size_t total) {
    return {paging.page(), paging.pages(total), paging.previous_url(base),
            paging.next_url(base, total), paging.ends_early(total)};
}

void PagingView::fill(View& view) const {
    view.number("page", static_cast<long long>(page));
    view.number("pages", static_cast<long long>(pages));
    view.flag("has_previous", !previous_url.empty());
    view.text("previous_url", previous_url);
    view.flag("has_next", !next_url.empty());
    view.text("next_url", next_url);
    view.flag("ends_early", ends_early);
    view.number("deepest", static_cast<long long>(search::kDeepest));
}

void ListView::fill(View& view) const {
    view.number("total", static_cast<long long>(total));
    view.flag("none", total == 0);
    view.list("rows", rows);
    paging.fill(view);
}

void ProblemView::fill(View& view) const {
    view.text("path", path);
    view.flag("has_line", line > 0);
    view.number("line", line);
    view.text("reason", reason);
    view.text("hint", hint);
}

void StatusView::fill(View& view) const {
    view.number("case_count", static_cast<long long>(case_count));
    view.number("daily_count", static_cast<long long>(daily_count));
    view.number("post_count", static_cast<long long>(post_count));
    view.number("index_documents", static_cast<long long>(index_documents));
    view.text("index_schema", index_schema);
    view.text("version", version);
    view.flag("degraded", degraded);
    view.flag("has_problems", !problems.empty());
    view.number("problem_count", static_cast<long long>(problems.size()));
    view.list("problems", problems);
    view.flag("has_first_useful", !first_useful.empty());
    view.list("first_useful", first_useful);
    view.number("fewest_calls", static_cast<long long>(kFewestCalls));
}

}  // namespace casebook::web
