#include "web/views/burst_views.h"

#include <fmt/format.h>

#include "app/burst_watch.h"
#include "app/read_entry.h"
#include "base/log.h"

namespace casebook::web {
namespace {

using render::View;

constexpr std::size_t kMostShown = 3;

// "09:10", on the clock of the desk.
std::string clock_time(std::chrono::sys_seconds time, std::chrono::minutes offset) {
    return Timestamp{time, offset}.text().substr(11, 5);
}

std::vector<ChangeView> changes_about(const Visit& visit, const Entry& entry) {
    app::Workspace& workspace = visit.workspace();
    const auto changes = workspace.changes().concerning(
        workspace.database(), workspace.clock().now().date(), entry.category, entry.product);
    if (!changes) {  // the banner is shown without them
        log(changes.error());
        return {};
    }
    std::vector<ChangeView> views;
    for (const RecentChange& change : *changes)
        if (views.size() < kMostShown) views.push_back(ChangeView::of_change(visit, change));
    return views;
}

}  // namespace

BurstView BurstView::of(const Visit& visit, const Burst& burst, const Entry& entry) {
    const Timestamp now = visit.workspace().clock().now();
    BurstView view;
    view.case_id = entry.id;
    view.case_title = entry.display_title();
    view.case_url = fmt::format("/cases/{}", entry.id);
    view.answer = entry.text(Field::answer);
    view.since = clock_time(burst.since, now.offset);
    view.count = burst.complaints;
    view.guessed = burst.strength == LinkStrength::guessed;
    view.changes = changes_about(visit, entry);
    return view;
}

void BurstView::fill(View& view) const {
    view.number("burst_case", case_id);
    view.text("burst_title", case_title);
    view.text("burst_url", case_url);
    view.optional_text("burst_answer", answer);
    view.text("burst_since", since);
    view.number("burst_count", static_cast<long long>(count));
    view.flag("burst_guessed", guessed);
    view.flag("has_burst_changes", !changes.empty());
    view.list("burst_changes", changes);
}

BurstsView BurstsView::of(const Visit& visit) {
    const app::Workspace& workspace = visit.workspace();
    BurstsView view;
    for (const Burst& burst : workspace.bursts().bursts(workspace.clock().now().instant)) {
        if (view.bursts.size() == kMostShown) break;
        // One that is a draft of somebody else, or gone meanwhile, is passed over.
        const auto read = app::read_entry(workspace, visit.viewer(), burst.case_id);
        if (read) view.bursts.push_back(BurstView::of(visit, burst, read->entry));
    }
    return view;
}

void BurstsView::fill(View& view) const {
    view.flag("has_bursts", !bursts.empty());
    view.list("bursts", bursts);
}

}  // namespace casebook::web
