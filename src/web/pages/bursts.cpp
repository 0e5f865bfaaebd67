// The banner on the desk: what gathers on one case just now; and that nobody wants to hear of it today.
#include "app/burst_watch.h"
#include "app/read_entry.h"
#include "web/call_handlers.h"
#include "web/page.h"
#include "web/views/burst_views.h"

namespace casebook::web {
namespace {

// Until midnight, on the clock of the desk.
std::chrono::sys_seconds end_of_day(const Timestamp& now) {
    return std::chrono::sys_days(now.date()) + std::chrono::days(1) - now.offset;
}

}  // namespace

Response show_bursts(const Visit& visit, const PathArguments&) {
    return visit.fragment("partials/_bursts", render::View::of(BurstsView::of(visit)));
}

Response mute_burst(const Visit& visit, const PathArguments&) {
    const auto id = app::parse_entry_id(visit.request().form_value("case"));
    if (!id) return visit.error(400, "error.invalid");
    app::Workspace& workspace = visit.workspace();
    const auto until = end_of_day(workspace.clock().now());
    if (auto muted = workspace.bursts().mute(*id, until, visit.account()); !muted)
        return visit.error(muted.error());
    return redirect("/");
}

}  // namespace casebook::web
