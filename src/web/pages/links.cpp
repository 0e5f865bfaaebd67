// POST /cases/{id}/links: on the page of a case somebody says that another is the same problem, or that it is not.
#include "app/link_cases.h"
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/pages/save_form.h"

namespace casebook::web {

Response change_links(const Visit& visit, const PathArguments& arguments) {
    const Request& request = visit.request();
    const auto id = app::parse_entry_id(arguments[0]);
    const auto other = app::parse_entry_id(request.form_value("other"));
    if (!id) return visit.error(404, "error.not_found");
    if (!other) return visit.error(422, "error.link_no_case");
    const auto changed = request.form_value("action") == "unlink"
                             ? app::unlink_cases(visit.workspace(), *id, *other, visit.account())
                             : app::link_cases(visit.workspace(), *id, *other, visit.account());
    if (!changed) return visit.error(changed.error());
    return redirect("/cases/" + arguments[0]);
}

}  // namespace casebook::web
