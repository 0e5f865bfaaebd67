#include "web/views/form_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/log.h"
#include "base/text.h"
#include "domain/writing_rights.h"

namespace casebook::web {
namespace {

using render::View;

std::string optional_message(const Visit& visit, const std::string& key) {
    const std::string* text = visit.messages().find(key);
    return text == nullptr ? std::string() : *text;
}

std::string error_of(const Visit& visit, const std::vector<FieldError>& errors,
                     std::string_view name) {
    for (const FieldError& error : errors)
        if (error.name == name) return visit.message("rule." + error.rule);
    return {};
}

// What was typed stays chosen even if it is none of the choices.
std::vector<ChoiceView> choice_views(const Visit& visit, const FormField& field,
                                     const std::string& typed) {
    std::vector<ChoiceView> views;
    bool known = false;
    for (const std::string& value : choices_of(field)) {
        const auto state = field.field == Field::state ? parse_state(value) : std::nullopt;
        const bool offered =
            !state || value == typed || may_choose_state(visit.person(), {}, *state);
        if (!offered) continue;
        known = known || value == typed;
        views.push_back({value, label_of_choice(visit, field, value), value == typed});
    }
    if (!known) views.push_back({typed, typed, true});
    return views;
}

std::string_view name_of(FormPart part) {
    switch (part) {
        case FormPart::words:
            return "words";
        case FormPart::about:
            return "about";
        case FormPart::outcome:
            return "outcome";
        case FormPart::validity:
            return "validity";
    }
    return "";
}

std::vector<FormPartView> part_views(const Visit& visit, const EntryForm& form,
                                     const std::vector<FieldError>& errors) {
    std::vector<FormPartView> parts;
    for (const FormField& field : form_fields(form.kind)) {
        const std::string part(name_of(field.part));
        if (parts.empty() || parts.back().part != part)
            parts.push_back({part, visit.message("form.part." + part), {}});
        parts.back().fields.push_back(FormFieldView::of(visit, field, form, errors));
    }
    return parts;
}

void suggest_values(const Visit& visit, EntryFormView& view) {
    const auto categories = visit.workspace().library().load_categories();
    if (!categories) return log(categories.error());  // the form works without them
    std::set<std::string> products;
    for (const Category& category : *categories) {
        view.categories.push_back({category.path});
        if (!category.product.empty() && products.insert(category.product).second)
            view.products.push_back({category.product});
    }
}

std::string_view list_of(Kind kind) {
    if (kind == Kind::daily) return "/dailies";
    return kind == Kind::post ? "/posts" : "/cases";
}

}  // namespace

std::string label_of(const Visit& visit, std::string_view control) {
    const std::string words = optional_message(visit, fmt::format("field.{}", control));
    return words.empty() ? visit.message(fmt::format("form.label.{}", control)) : words;
}

std::string label_of_choice(const Visit& visit, const FormField& field, const std::string& value) {
    if (value.empty())
        return visit.message(field.field == Field::example ? "form.choice.example.none"
                                                           : "form.choice.none");
    if (field.field == Field::state) return visit.message("state." + value);
    const std::string words =
        optional_message(visit, fmt::format("form.choice.{}.{}", field.name, value));
    return words.empty() ? value : words;
}

std::vector<OtherPartView> other_parts_of(const Visit& visit, const Entry& entry) {
    std::vector<OtherPartView> parts;
    for (const Section& section : entry.sections) {
        const bool shown =
            section.field &&
            std::any_of(form_fields(entry.kind).begin(), form_fields(entry.kind).end(),
                        [&](const FormField& field) { return field.field == section.field; });
        if (shown || section.text.empty()) continue;
        const std::string heading =
            section.heading.empty() ? visit.message("form.before_headings") : section.heading;
        parts.push_back({heading, section.text});
    }
    return parts;
}

std::string to_show(std::string_view typed) {
    return replace_invalid_utf8(typed);
}

void ChoiceView::fill(View& view) const {
    view.text("choice_value", value);
    view.text("choice_label", label);
    view.flag("selected", selected);
}

FormFieldView FormFieldView::of(const Visit& visit, const FormField& field, const EntryForm& form,
                                const std::vector<FieldError>& errors) {
    FormFieldView view;
    view.name = field.name;
    view.label = label_of(visit, field.name);
    view.hint = optional_message(visit, "form.hint." + view.name);
    view.error = error_of(visit, errors, field.name);
    view.value = to_show(form.text(field.name));
    view.control = field.control;
    if (field.control == Control::choice) view.choices = choice_views(visit, field, view.value);
    return view;
}

void FormFieldView::fill(View& view) const {
    view.text("name", name);
    view.text("label", label);
    view.text("value", value);
    view.optional_text("field_hint", hint);
    view.optional_text("field_error", error);
    view.flag("described", !hint.empty() || !error.empty());
    view.flag("is_text", control == Control::text);
    view.flag("is_choice", control == Control::choice);
    view.flag("is_line", control != Control::text && control != Control::choice);
    view.flag("is_number", control == Control::number);
    view.flag("suggests_categories", name == "category");
    view.flag("suggests_products", name == "product");
    view.list("choices", choices);
}

void FormPartView::fill(View& view) const {
    view.text("part", part);
    view.text("part_heading", heading);
    view.list("fields", fields);
}

void FieldErrorView::fill(View& view) const {
    view.optional_text("name", name);
    view.text("label", label);
    view.text("error", error);
}

void OtherPartView::fill(View& view) const {
    view.text("other_heading", heading);
    view.text("other_text", text);
}

void ConflictingFieldView::fill(View& view) const {
    view.text("name", name);
    view.text("label", label);
    view.optional_text("theirs", theirs);
    view.optional_text("mine", mine);
}

void ConflictView::fill(View& view) const {
    view.text("theirs_url", theirs_url);
    view.optional_text("their_author", author);
    view.flag("has_conflicting", !conflicting.empty());
    view.list("conflicting", conflicting);
    view.flag("has_taken_over", !taken_over.empty());
    view.list("taken_over", taken_over);
}

void FailureView::fill(View& view) const {
    view.text("failure_message", message);
    view.text("failure_hint", hint);
}

NearDuplicateView NearDuplicateView::of(const Visit& visit,
                                        const app::NearDuplicateCase& duplicate) {
    const Entry& entry = duplicate.entry;
    const std::string state(to_text(entry.state));
    return {url_of(entry),
            entry.display_title(),
            state,
            visit.message("state." + state),
            entry.example == Example::bad,
            static_cast<int>(std::lround(duplicate.likeness * 100))};
}

void NearDuplicateView::fill(View& view) const {
    view.text("url", url);
    view.text("title", title);
    view.text("state", state);
    view.text("state_label", state_label);
    view.flag("bad_example", bad_example);
    view.number("percent", percent);
}

PreviewView PreviewView::of(const Visit& visit, const Entry& entry) {
    PreviewView preview;
    const app::ReadEntry read{entry, "", false, "", ""};
    if (entry.kind == Kind::case_) preview.cases.push_back(CaseView::of(visit, read));
    for (CaseView& one : preview.cases) one.copy = {};  // only what is in the book is copied
    if (entry.kind == Kind::daily) preview.dailies.push_back(DailyView::of(entry, {}));
    if (entry.kind == Kind::post) preview.posts.push_back(PostView::of(entry));
    return preview;
}

void PreviewView::fill(View& view) const {
    view.list("preview_case", cases);
    view.list("preview_daily", dailies);
    view.list("preview_post", posts);
}

EntryFormView EntryFormView::of(const Visit& visit, const EntryForm& form, const Entry& entry,
                                const std::vector<FieldError>& errors) {
    EntryFormView view;
    const std::string kind(to_text(form.kind));
    view.kind = form.kind;
    view.id = form.id;
    view.heading = visit.message((form.id == 0 ? "edit.new." : "edit.title.") + kind);
    view.action_url = form.id == 0 ? "/new/" + kind : fmt::format("/edit/{}", form.id);
    view.cancel_url = form.id == 0 ? std::string(list_of(form.kind)) : url_of(entry);
    view.version = form.version;
    view.reason = form.reason;
    view.known_copies = form.known_copies;
    view.external_id = entry.external_id;
    view.parts = part_views(visit, form, errors);
    for (const FieldError& error : errors)
        view.errors.push_back(
            {error.name,
             error.name.empty() ? visit.message("form.other_parts") : label_of(visit, error.name),
             visit.message("rule." + error.rule)});
    view.other_parts = other_parts_of(visit, entry);
    if (form.kind == Kind::case_) suggest_values(visit, view);
    return view;
}

void EntryFormView::fill(View& view) const {
    view.flag("is_new", id == 0);
    view.number("entry_id", id);
    view.text("kind", to_text(kind));
    view.text("heading", heading);
    view.text("action_url", action_url);
    view.text("cancel_url", cancel_url);
    view.text("version", version);
    view.text("reason", reason);
    view.text("known_copies", known_copies);
    view.flag("has_near_duplicates", !near_duplicates.empty());
    view.list("near_duplicates", near_duplicates);
    view.optional_text("external_id", external_id);
    view.list("parts", parts);
    view.flag("has_errors", !errors.empty());
    view.number("error_count", static_cast<long long>(errors.size()));
    view.list("errors", errors);
    view.flag("has_other_parts", !other_parts.empty());
    view.list("other_parts", other_parts);
    view.flag("is_case", kind == Kind::case_);
    view.list("categories", categories);
    view.list("products", products);
    view.list("preview", preview);
    view.list("conflict", conflict);
    view.list("failure", failure);
}

}  // namespace casebook::web
