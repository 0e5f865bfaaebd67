#include "web/forms/entry_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "domain/entry_rules.h"

namespace casebook::web {
namespace {

constexpr std::array kCaseFields{
    FormField{"title", Field::title, Control::line, FormPart::words},
    FormField{"complaint", Field::complaint, Control::text, FormPart::words},
    FormField{"answer", Field::answer, Control::text, FormPart::words},
    FormField{"script", Field::script, Control::text, FormPart::words},
    FormField{"fits", Field::fits, Control::text, FormPart::words},
    FormField{"not_fits", Field::not_fits, Control::text, FormPart::words},
    FormField{"resolution", Field::resolution, Control::text, FormPart::words},
    FormField{"cause", Field::cause, Control::text, FormPart::words},
    FormField{"review", Field::review, Control::text, FormPart::words},
    FormField{"category", Field::category, Control::line, FormPart::about},
    FormField{"product", Field::product, Control::line, FormPart::about},
    FormField{"channel", Field::channel, Control::line, FormPart::about},
    FormField{"segment", Field::segment, Control::line, FormPart::about},
    FormField{"tags", Field::tags, Control::labels, FormPart::about},
    FormField{"author", Field::author, Control::line, FormPart::about},
    FormField{"lang", Field::lang, Control::choice, FormPart::about},
    FormField{"solved", Field::outcome, Control::choice, FormPart::outcome},
    FormField{"satisfaction", Field::outcome, Control::choice, FormPart::outcome},
    FormField{"expectation", Field::outcome, Control::choice, FormPart::outcome},
    FormField{"minutes", Field::outcome, Control::number, FormPart::outcome},
    FormField{"state", Field::state, Control::choice, FormPart::validity},
    FormField{"confirmed", Field::confirmed, Control::date, FormPart::validity},
    FormField{"valid_until", Field::valid_until, Control::date, FormPart::validity},
    FormField{"example", Field::example, Control::choice, FormPart::validity},
};

constexpr std::array kDailyFields{
    FormField{"title", Field::title, Control::line, FormPart::words},
    FormField{"date", Field::date, Control::date, FormPart::words},
    FormField{"host", Field::host, Control::line, FormPart::words},
    FormField{"cases", Field::cases, Control::numbers, FormPart::words},
    FormField{"complaint", Field::complaint, Control::text, FormPart::words},
    FormField{"questions", Field::questions, Control::text, FormPart::words},
    FormField{"resolution", Field::resolution, Control::text, FormPart::words},
    FormField{"review", Field::review, Control::text, FormPart::words},
    FormField{"notes", Field::notes, Control::text, FormPart::words},
    FormField{"conclusions", Field::conclusions, Control::text, FormPart::words},
    FormField{"actions", Field::actions, Control::text, FormPart::words},
    FormField{"tags", Field::tags, Control::labels, FormPart::about},
    FormField{"author", Field::author, Control::line, FormPart::about},
    FormField{"lang", Field::lang, Control::choice, FormPart::about},
};

constexpr std::array kPostFields{
    FormField{"title", Field::title, Control::line, FormPart::words},
    FormField{"topic", Field::topic, Control::line, FormPart::words},
    FormField{"body", Field::body, Control::text, FormPart::words},
    FormField{"tags", Field::tags, Control::labels, FormPart::about},
    FormField{"author", Field::author, Control::line, FormPart::about},
    FormField{"lang", Field::lang, Control::choice, FormPart::about},
};

constexpr std::size_t kLongestReason = 300;  // characters
constexpr int kBestRating = 5;
constexpr int kMostMinutes = 100'000;

std::string Entry::*line_of(Field field) {
    switch (field) {
        case Field::title:
            return &Entry::title;
        case Field::category:
            return &Entry::category;
        case Field::product:
            return &Entry::product;
        case Field::channel:
            return &Entry::channel;
        case Field::segment:
            return &Entry::segment;
        case Field::host:
            return &Entry::host;
        case Field::topic:
            return &Entry::topic;
        case Field::lang:
            return &Entry::lang;
        default:
            return &Entry::author;
    }
}

std::optional<Date> Entry::*date_of(Field field) {
    if (field == Field::confirmed) return &Entry::confirmed;
    return field == Field::valid_until ? &Entry::valid_until : &Entry::date;
}

std::optional<int> Outcome::*figure_of(std::string_view name) {
    if (name == "satisfaction") return &Outcome::satisfaction;
    return name == "expectation" ? &Outcome::expectation : &Outcome::minutes;
}

bool is_figure(const FormField& field) {
    return field.field == Field::outcome && field.name != "solved";
}

std::string shown_choice(const Entry& entry, const FormField& field) {
    if (field.field == Field::state) return std::string(to_text(entry.state));
    if (field.field == Field::example) return entry.example == Example::bad ? "bad" : "";
    if (field.field == Field::lang) return entry.lang;
    if (!entry.outcome.solved) return "";
    return *entry.outcome.solved ? "true" : "false";
}

std::string shown(const Entry& entry, const FormField& field) {
    if (is_figure(field)) {
        const std::optional<int> figure = entry.outcome.*figure_of(field.name);
        return figure ? std::to_string(*figure) : "";
    }
    switch (field.control) {
        case Control::text:
            return entry.text(field.field);
        case Control::labels:
            return join(entry.tags, ", ");
        case Control::numbers:
            return fmt::format("{}", fmt::join(entry.cases, ", "));
        case Control::date: {
            const std::optional<Date> day = entry.*date_of(field.field);
            return day ? to_text(*day) : "";
        }
        case Control::choice:
            return shown_choice(entry, field);
        case Control::line:
        case Control::number:
            return entry.*line_of(field.field);
    }
    return {};
}

// Between commas of either script, semicolons and line ends.
std::vector<std::string> split_labels(std::string_view text) {
    std::vector<std::string> parts{""};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        if (std::u32string_view(U",，、;；\n").find(character) != std::u32string_view::npos)
            parts.emplace_back();
        else
            parts.back().append(text.substr(begin, at - begin));
    }
    std::vector<std::string> kept;
    for (const std::string& part : parts) {
        const std::string trimmed(trim(part));
        const bool known = std::find(kept.begin(), kept.end(), trimmed) != kept.end();
        if (!trimmed.empty() && !known) kept.push_back(trimmed);
    }
    return kept;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// What is wrong with the text of one control; empty when it was put into the entry.
using Rule = std::string_view;

Rule put_cases(Entry& entry, std::string_view text) {
    std::string spaced(text);  // "1042 1077" and "#1042、#1077" are meant the same way
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return c == ' ' || c == '\t'; }, ',');
    std::vector<EntryId> ids;
    for (const std::string& part : split_labels(spaced)) {
        const auto id = parse_number<EntryId>(std::string_view(part).substr(part.starts_with('#')));
        if (!id || *id <= 0 || *id > kLargestId) return "not_an_id";
        ids.push_back(*id);
    }
    entry.cases = std::move(ids);
    return {};
}

Rule put_date(Entry& entry, Field field, std::string_view text) {
    std::optional<Date> day;
    if (!text.empty() && !(day = parse_date(text))) return "not_a_date";
    entry.*date_of(field) = day;
    return {};
}

Rule put_figure(Entry& entry, std::string_view name, std::string_view text) {
    std::optional<int> figure;
    if (!text.empty() && !(figure = parse_number<int>(text))) return "not_a_number";
    const bool minutes = name == "minutes";
    const bool outside =
        figure && (*figure < (minutes ? 0 : 1) || *figure > (minutes ? kMostMinutes : kBestRating));
    if (outside) return "out_of_range";
    entry.outcome.*figure_of(name) = figure;
    return {};
}

Rule put_choice(Entry& entry, const FormField& field, const std::string& text) {
    const std::vector<std::string> choices = choices_of(field);
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) return "not_a_choice";
    if (field.field == Field::state) entry.state = *parse_state(text);
    if (field.field == Field::example) entry.example = text.empty() ? Example::none : Example::bad;
    if (field.field == Field::lang) entry.lang = text;
    if (field.name == "solved")
        entry.outcome.solved = text.empty() ? std::nullopt : std::optional(text == "true");
    return {};
}

Rule put(Entry& entry, const FormField& field, const std::string& typed) {
    const std::string text(trim(typed));
    if (is_figure(field)) return put_figure(entry, field.name, text);
    switch (field.control) {
        case Control::text:
            entry.set_text(field.field, text);
            return {};
        case Control::labels:
            entry.tags = split_labels(text);
            return {};
        case Control::numbers:
            return put_cases(entry, text);
        case Control::date:
            return put_date(entry, field.field, text);
        case Control::choice:
            return put_choice(entry, field, text);
        case Control::line:
        case Control::number:
            entry.*line_of(field.field) = text;
            return {};
    }
    return {};
}

std::string control_for(Kind kind, Field field) {
    for (const FormField& candidate : form_fields(kind))
        if (candidate.field == field) return std::string(candidate.name);
    return {};
}

bool has_error(const std::vector<FieldError>& errors, std::string_view name) {
    return std::any_of(errors.begin(), errors.end(),
                       [&](const FieldError& error) { return error.name == name; });
}

std::size_t place_of(Kind kind, std::string_view name) {
    const FormField* field = find_form_field(kind, name);
    const auto fields = form_fields(kind);
    return field == nullptr ? fields.size() : static_cast<std::size_t>(field - fields.data());
}

void sort_by_place(std::vector<FieldError>& errors, Kind kind) {
    std::stable_sort(errors.begin(), errors.end(), [&](const FieldError& a, const FieldError& b) {
        return place_of(kind, a.name) < place_of(kind, b.name);
    });
}

// Browsers send texts with "\r\n".
std::string with_plain_line_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            out += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            out += '\n';
    }
    return out;
}

// What is no field of the entry is never refused: it is made a line of a fitting length.
std::string line_of(std::string_view typed, std::size_t longest) {
    return std::string(
        first_characters(collapse_white_space(replace_invalid_utf8(typed)), longest));
}

}  // namespace

std::span<const FormField> form_fields(Kind kind) {
    if (kind == Kind::daily) return kDailyFields;
    if (kind == Kind::post) return kPostFields;
    return kCaseFields;
}

const FormField* find_form_field(Kind kind, std::string_view name) {
    for (const FormField& field : form_fields(kind))
        if (field.name == name) return &field;
    return nullptr;
}

std::vector<std::string> choices_of(const FormField& field) {
    if (field.field == Field::state)
        return {"draft", "unverified", "verified", "invalid", "archived"};
    if (field.field == Field::example) return {"", "bad"};
    if (field.field == Field::lang) return {"", "zh", "en"};
    if (field.name == "solved") return {"", "true", "false"};
    return {"", "1", "2", "3", "4", "5"};
}

const std::string& EntryForm::text(std::string_view name) const {
    static const std::string none;
    const auto found = typed.find(name);
    return found == typed.end() ? none : found->second;
}

EntryForm form_of(const Entry& entry) {
    EntryForm form;
    form.kind = entry.kind;
    form.id = entry.id;
    for (const FormField& field : form_fields(entry.kind))
        form.typed.emplace(field.name, shown(entry, field));
    return form;
}

EntryForm form_of(const Request& request, Kind kind) {
    EntryForm form;
    form.kind = kind;
    form.version = request.form_value("version");
    form.reason = line_of(request.form_value("reason"), kLongestReason);
    form.known_copies = line_of(request.form_value("known_copies"), kLongestLabel);
    for (const FormField& field : form_fields(kind)) {
        const auto sent = request.form.find(std::string(field.name));
        if (sent != request.form.end())
            form.typed.emplace(field.name, with_plain_line_ends(sent->second));
    }
    return form;
}

FilledEntry put_into(Entry base, const EntryForm& form) {
    FilledEntry filled{std::move(base), {}};
    for (const FormField& field : form_fields(form.kind)) {
        const auto typed = form.typed.find(field.name);
        if (typed == form.typed.end() || typed->second == shown(filled.entry, field)) continue;
        if (const Rule rule = put(filled.entry, field, typed->second); !rule.empty())
            filled.errors.push_back({std::string(field.name), std::string(rule)});
    }
    for (const BrokenRule& broken : find_broken_rules(filled.entry)) {
        const std::string name = control_for(form.kind, broken.field);
        if (!has_error(filled.errors, name))
            filled.errors.push_back({name, std::string(to_text(broken.rule))});
    }
    sort_by_place(filled.errors, form.kind);
    return filled;
}

}  // namespace casebook::web
