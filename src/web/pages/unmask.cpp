// POST /unmask: somebody says that a number that was masked in their save was not a customer's.
#include "app/save_entry.h"
#include "web/handlers.h"
#include "web/pages/save_form.h"
#include "web/views/entry_views.h"
#include "web/views/notice_views.h"

namespace casebook::web {

Response unmask(const Visit& visit, const PathArguments&) {
    const std::string token = visit.request().form_value("token");
    const auto undo = visit.site().masking_undos().find(token);
    if (!undo || undo->account != visit.account()) return visit.error(404, "error.unmask_too_late");
    std::vector<std::string> not_personal;
    for (const app::Masking& masking : undo->masked) not_personal.push_back(masking.original);
    const app::ChangeNote note{visit.account(), store::Origin::page,
                               visit.message("masking.undone_reason")};
    const auto saved =
        app::update_entry(visit.workspace(), undo->written, undo->version, note, not_personal);
    if (!saved && saved.error().code == app::kEditConflict)
        return visit.error(409, "error.edit_conflict_page");
    if (!saved) return visit.error(saved.error());
    visit.site().masking_undos().forget(token);
    return redirect(url_after_save(saved->read.entry));
}

}  // namespace casebook::web
