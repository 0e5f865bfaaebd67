// Writing a new case, daily or post, and changing one: plain forms that need no script.
#include "app/read_entry.h"
#include "base/text.h"
#include "domain/writing_rights.h"
#include "web/handlers.h"
#include "web/pages/save_form.h"

namespace casebook::web {
namespace {

// What the button says that was pressed.
enum class FormAction { save, preview, begin };

FormAction action_of(const Request& request) {
    const std::string action = request.form_value("action");
    if (action == "preview") return FormAction::preview;
    return action == "begin" ? FormAction::begin : FormAction::save;
}

EntryForm new_form(const Visit& visit, Kind kind) {
    return form_of(blank_entry(visit, kind));
}

// From the desk: what the customer said is the complaint of the new case.
Response begin_with_text(const Visit& visit, Kind kind) {
    EntryForm form = new_form(visit, kind);
    if (kind == Kind::case_)
        form.typed["complaint"] = replace_invalid_utf8(visit.request().form_value("text"));
    return form_page(visit, form, {blank_entry(visit, kind), {}});
}

}  // namespace

Response show_new(const Visit& visit, const PathArguments& arguments) {
    const auto kind = parse_kind(arguments[0]);
    if (!kind) return visit.error(404, "error.not_found");
    return form_page(visit, new_form(visit, *kind), {blank_entry(visit, *kind), {}});
}

Response create_new(const Visit& visit, const PathArguments& arguments) {
    const auto kind = parse_kind(arguments[0]);
    if (!kind) return visit.error(404, "error.not_found");
    const EntryForm form = form_of(visit.request(), *kind);
    switch (action_of(visit.request())) {
        case FormAction::begin:
            return begin_with_text(visit, *kind);
        case FormAction::preview:
            return preview_new(visit, form);
        case FormAction::save:
            break;
    }
    return save_new(visit, form);
}

Response show_edit(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    if (const auto refusal = refusal_to_write(visit.person(), &read->entry, read->entry))
        return visit.error(403, "error.rights_" + std::string(to_text(*refusal)));
    return show_form(visit, *read);
}

Response save_edit(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    const auto kind =
        read ? std::optional(read->entry.kind) : parse_kind(visit.request().form_value("kind"));
    const auto id = app::parse_entry_id(arguments[0]);
    if (!kind || !id) return visit.error(404, "error.not_found");
    EntryForm form = form_of(visit.request(), *kind);
    form.id = *id;
    if (!read) return save_lost(visit, form, read.error());
    if (action_of(visit.request()) == FormAction::preview)
        return preview_change(visit, std::move(form));
    return save_change(visit, std::move(form));
}

}  // namespace casebook::web
