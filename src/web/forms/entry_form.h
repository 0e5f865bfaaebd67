// The form in which a person writes an entry: which controls a kind has, what they show of an entry, and what was typed into
// them. Everything is text until put_into(); so whatever was typed can be shown again as it was.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entry.h"
#include "web/http.h"

namespace casebook::web {

enum class Control { line, text, labels, numbers, date, number, choice };

// The parts of the form, in the order of the work: first what was said and done, then what helps to find it.
enum class FormPart { words, about, outcome, validity };

struct FormField {
    std::string_view name;  // of the control; its label is "field.<name>" or "form.label.<name>"
    Field field;
    Control control;
    FormPart part;
};

std::span<const FormField> form_fields(Kind kind);
const FormField* find_form_field(Kind kind, std::string_view name);

// The values of a choice, the first the one that says nothing (a case's state always says something).
std::vector<std::string> choices_of(const FormField& field);

struct EntryForm {
    Kind kind = Kind::case_;
    EntryId id = 0;            // 0: a new entry
    std::string version;       // of the text that the person read; empty for a new entry
    std::string reason;        // for the change
    std::string known_copies;  // ids of near-duplicates that the person was shown, "1042,1077"
    std::map<std::string, std::string, std::less<>> typed;  // by control; line ends are "\n"

    // Empty where the control was not sent.
    const std::string& text(std::string_view name) const;
};

// What a form shows of the entry.
EntryForm form_of(const Entry& entry);
// What came with a request; controls that it lacks stay as the entry has them.
EntryForm form_of(const Request& request, Kind kind);

struct FieldError {
    std::string name;  // of the control; empty: of a part that the form does not show
    std::string rule;  // the end of a message key, "rule.<rule>"
};

struct FilledEntry {
    Entry entry;
    std::vector<FieldError> errors;  // in the order of the form; at most one a control
};

// `base` with what was typed. A control whose text is what the form showed changes nothing, however the file writes it.
FilledEntry put_into(Entry base, const EntryForm& form);

}  // namespace casebook::web
