// The page with the form of an entry: its controls, what is wrong with them, the preview, and what somebody else wrote meanwhile.
#pragma once

#include <optional>

#include "app/near_duplicates.h"
#include "web/forms/entry_form.h"
#include "web/forms/merge_forms.h"
#include "web/views/reading_views.h"

namespace casebook::web {

struct ChoiceView {
    std::string value, label;
    bool selected = false;
    void fill(render::View& view) const;
};

struct FormFieldView {
    std::string name, label, hint, error, value;
    Control control = Control::line;
    std::vector<ChoiceView> choices;

    static FormFieldView of(const Visit& visit, const FormField& field, const EntryForm& form,
                            const std::vector<FieldError>& errors);
    void fill(render::View& view) const;
};

struct FormPartView {
    std::string part, heading;
    std::vector<FormFieldView> fields;
    void fill(render::View& view) const;
};

// One line of the summary above the form.
struct FieldErrorView {
    std::string name, label, error;
    void fill(render::View& view) const;
};

struct SuggestedValueView {
    std::string value;
    void fill(render::View& view) const { view.text("value", value); }
};

struct OtherPartView {
    std::string heading, text;
    void fill(render::View& view) const;
};

struct ConflictingFieldView {
    std::string name, label, theirs, mine;
    void fill(render::View& view) const;
};

struct LabelView {
    std::string label;
    void fill(render::View& view) const { view.text("label", label); }
};

struct ConflictView {
    std::string theirs_url;
    std::string author;  // of their change, where known
    std::vector<ConflictingFieldView> conflicting;
    std::vector<LabelView> taken_over;
    void fill(render::View& view) const;
};

struct FailureView {
    std::string message, hint;
    void fill(render::View& view) const;
};

// The entry as its page will show it; the one list of its kind has it.
struct PreviewView {
    std::vector<CaseView> cases;
    std::vector<DailyView> dailies;
    std::vector<PostView> posts;

    static PreviewView of(const Visit& visit, const Entry& entry);
    void fill(render::View& view) const;
};

// A case that says nearly the same as what was typed.
struct NearDuplicateView {
    std::string url, title, state, state_label;
    bool bad_example = false;
    int percent = 0;  // of what is telling in the shorter of the two, that both have
    static NearDuplicateView of(const Visit& visit, const app::NearDuplicateCase& duplicate);
    void fill(render::View& view) const;
};

struct EntryFormView {
    Kind kind = Kind::case_;
    EntryId id = 0;
    std::string heading, action_url, cancel_url;
    std::string version, reason, external_id, known_copies;
    std::vector<FormPartView> parts;
    std::vector<FieldErrorView> errors;
    std::vector<OtherPartView> other_parts;
    std::vector<SuggestedValueView> categories, products;
    std::vector<PreviewView> preview;  // none or one, like the next two
    std::vector<ConflictView> conflict;
    std::vector<FailureView> failure;
    std::vector<NearDuplicateView> near_duplicates;

    // `entry` as it is on disk (its kind alone for a new one).
    static EntryFormView of(const Visit& visit, const EntryForm& form, const Entry& entry,
                            const std::vector<FieldError>& errors);
    void fill(render::View& view) const;
};

std::string label_of(const Visit& visit, std::string_view control);
std::string label_of_choice(const Visit& visit, const FormField& field, const std::string& value);

// The sections that the form of the entry's kind does not have.
std::vector<OtherPartView> other_parts_of(const Visit& visit, const Entry& entry);

// Nothing that is not UTF-8 reaches a page, whatever was sent.
std::string to_show(std::string_view typed);

}  // namespace casebook::web
