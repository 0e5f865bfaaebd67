#include "web/views/list_views.h"

#include <fmt/format.h>

namespace casebook::web {
namespace {

using render::View;

void fill_paging(View& view, std::size_t page, std::size_t pages, const std::string& previous_url,
                 const std::string& next_url) {
    view.number("page", static_cast<long long>(page));
    view.number("pages", static_cast<long long>(pages));
    view.flag("has_previous", !previous_url.empty());
    view.text("previous_url", previous_url);
    view.flag("has_next", !next_url.empty());
    view.text("next_url", next_url);
}

}  // namespace

void ListView::fill(View& view) const {
    view.number("total", static_cast<long long>(total));
    view.flag("none", total == 0);
    view.list("rows", rows);
    fill_paging(view, page, pages, previous_url, next_url);
}

void SearchKindView::fill(View& view) const {
    view.text("label", label);
    view.text("url", url);
    view.flag("current", current);
}

void SearchView::fill(View& view) const {
    const bool failed = !error_message.empty();
    view.text("query", query);
    view.flag("asked", !query.empty());
    view.number("total", static_cast<long long>(total));
    view.flag("found", !failed && total > 0);
    view.flag("nothing", !failed && total == 0);
    view.flag("failed", failed);
    view.text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.text("took_ms", fmt::format("{:.1f}", took_ms));
    view.list("kinds", kinds);
    view.list("hits", hits);
    fill_paging(view, page, pages, previous_url, next_url);
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
}

}  // namespace casebook::web
