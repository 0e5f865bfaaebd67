// /admin/audit: who changed what, newest first; ?verify reads the whole chain and says whether it is as it was recorded.
#include <array>

#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/views/people_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kRowsOnPage = 100;
constexpr std::array<std::string_view, 7> kGroups{"sign_in", "person", "token",   "entry",
                                                  "entries", "link",   "learning"};

std::string group_of(const Request& request) {
    const std::string asked = request.query_value("of");
    for (const std::string_view group : kGroups)
        if (asked == group) return asked;
    return {};
}

std::vector<RoleChoiceView> group_choices(const Visit& visit, const std::string& chosen) {
    std::vector<RoleChoiceView> choices{{"", visit.message("audit.group.all"), "", chosen.empty()}};
    for (const std::string_view group : kGroups)
        choices.push_back({std::string(group), visit.message("audit.group." + std::string(group)),
                           "", chosen == group});
    return choices;
}

Result<void> verify(const Visit& visit, AuditView& view) {
    const auto verdict = visit.accounts().audit().verify();
    if (!verdict) return verdict.error();
    view.verified = true;
    if (verdict->broken_at) view.broken_at = std::to_string(*verdict->broken_at);
    return {};
}

}  // namespace

Response show_audit(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    const std::string group = group_of(request);
    const store::AuditLog log = visit.accounts().audit();
    const auto rows =
        log.latest(kRowsOnPage, app::parse_entry_id(request.query_value("before")), group);
    if (!rows) return visit.error(rows.error());
    const auto head = log.head();
    if (!head) return visit.error(head.error());
    AuditView view;
    for (const store::AuditRow& row : *rows) view.rows.push_back(AuditRowView::of(visit, row));
    view.total = std::to_string(head->sequence);
    view.head_hash = head->hash;
    view.groups = group_choices(visit, group);
    if (rows->size() == kRowsOnPage)
        view.older_url = "/admin/audit?of=" + group + "&before=" + view.rows.back().sequence;
    if (request.query.contains("verify"))
        if (auto verified = verify(visit, view); !verified) return visit.error(verified.error());
    return visit.page("pages/audit/index", Area::audit, visit.message("title.audit"),
                      render::View::of(view));
}

}  // namespace casebook::web
