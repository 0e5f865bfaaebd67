// /changes: what was changed around the customers lately; told by leads.
#include "app/read_entry.h"
#include "web/call_handlers.h"
#include "web/page.h"
#include "web/views/changes_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostRows = 100;

Response changes_page(const Visit& visit, ChangesView view, int status) {
    const auto changes = visit.workspace().changes().all(visit.workspace().database());
    if (!changes) return visit.error(changes.error());
    for (const RecentChange& change : **changes)
        if (view.rows.size() < kMostRows) view.rows.push_back(ChangeView::of_change(visit, change));
    view.today = to_text(visit.workspace().clock().now().date());
    view.add_choices(visit);
    Response response = visit.page("pages/changes/index", Area::status,
                                   visit.message("title.changes"), render::View::of(view));
    response.status = status;
    return response;
}

// What was typed; a day that is none makes the change one that cannot be kept.
RecentChange change_in(const Visit& visit) {
    const Request& request = visit.request();
    RecentChange change;
    const Date none{};
    change.day = parse_date(request.form_value("day")).value_or(none);
    change.kind = parse_change_kind(request.form_value("kind")).value_or(ChangeKind::other);
    change.title = request.form_value("title");
    change.product = request.form_value("product");
    change.category = request.form_value("category");
    const std::string until = request.form_value("until");
    if (!until.empty()) change.until = parse_date(until).value_or(none);
    change.who = visit.account();
    change.told = visit.workspace().clock().now();
    return change;
}

}  // namespace

Response list_changes(const Visit& visit, const PathArguments&) {
    return changes_page(visit, {}, 200);
}

Response create_change(const Visit& visit, const PathArguments&) {
    app::Workspace& workspace = visit.workspace();
    const RecentChange change = change_in(visit);
    const auto added = workspace.changes().add(workspace.database(), change);
    if (added) return redirect("/changes");
    if (added.error().kind != ErrorKind::invalid) return visit.error(added.error());
    ChangesView view;
    view.error_message = visit.message("error." + added.error().code);
    view.error_hint = visit.message("error." + added.error().code + ".hint");
    view.typed_title = change.title;
    return changes_page(visit, std::move(view), 422);
}

Response remove_change(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    app::Workspace& workspace = visit.workspace();
    const auto removed = workspace.changes().remove(workspace.database(), *id,
                                                    workspace.clock().now(), visit.account());
    return removed ? redirect("/changes") : visit.error(removed.error());
}

}  // namespace casebook::web
