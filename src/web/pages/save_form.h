// What happens to a form that a person sends: it is saved and leads to the entry's page, or it comes back with everything that
// was typed and the reason why.
#pragma once

#include "app/read_entry.h"
#include "web/forms/entry_form.h"
#include "web/page.h"

namespace casebook::web {

// The form of an entry as it is now, with its version.
Response show_form(const Visit& visit, const app::ReadEntry& read);

// An empty entry of the kind, as a new form shows it.
Entry blank_entry(const Visit& visit, Kind kind);

Response form_page(const Visit& visit, const EntryForm& form, const FilledEntry& filled);

// 303 to the entry's page; else the form with 422 (field errors), 409 (somebody else's change, or a case that seems to be
// there already and that the person was not asked about) or the status of the failure.
Response save_new(const Visit& visit, const EntryForm& form);
Response save_change(const Visit& visit, EntryForm form);

// The entry cannot be read any more; what was typed about it is still there.
Response save_lost(const Visit& visit, const EntryForm& form, const Error& error);

Response preview_new(const Visit& visit, const EntryForm& form);
Response preview_change(const Visit& visit, EntryForm form);

}  // namespace casebook::web
