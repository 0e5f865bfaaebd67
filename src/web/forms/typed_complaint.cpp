#include "web/forms/typed_complaint.h"

#include <utility>

#include "base/text.h"
#include "domain/complaint.h"

namespace casebook::web {
namespace {

constexpr std::pair<std::string_view, ComplaintForm> kForms[] = {
    {"details", ComplaintForm::details}, {"hand_over", ComplaintForm::hand_over},
    {"bounce", ComplaintForm::bounce},   {"merge", ComplaintForm::merge},
    {"close", ComplaintForm::close},     {"card", ComplaintForm::none},
    {"draft", ComplaintForm::none},      {"", ComplaintForm::none}};

// The form of the steps has the most buttons.
ComplaintForm form_with(std::string_view action) {
    for (const auto& [name, form] : kForms)
        if (name == action) return form;
    return ComplaintForm::step;
}

}  // namespace

GivenBack give_back(const std::string& typed, const std::optional<std::string>& was,
                    const std::string& now) {
    const bool untouched = was && typed == *was;
    if (untouched) return {now, std::nullopt};
    const bool changed_meanwhile = was && *was != now && typed != now;
    return {typed, changed_meanwhile ? std::optional(now) : std::nullopt};
}

TypedComplaint::TypedComplaint(const Visit& visit)
    : values_(visit.request().form), form_(form_with(visit.request().form_value("action"))) {}

std::optional<std::string> TypedComplaint::find(const std::string& name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return replace_invalid_utf8(found->second);
}

std::string TypedComplaint::text(ComplaintForm form, const std::string& name,
                                 const std::string& otherwise) const {
    return form == form_ ? find(name).value_or(otherwise) : otherwise;
}

GivenBack TypedComplaint::detail(const std::string& name, const std::string& now) const {
    const auto typed = form_ == ComplaintForm::details ? find(name) : std::nullopt;
    return typed ? give_back(*typed, find(name + "_was"), now) : GivenBack{now, std::nullopt};
}

std::vector<TypedFact> TypedComplaint::facts() const {
    std::vector<TypedFact> facts;
    if (form_ != ComplaintForm::details) return facts;
    for (std::size_t i = 0; i < kMostFacts; ++i) {
        const std::string end = std::to_string(i);
        TypedFact fact{find("fact_name_" + end).value_or(""),
                       find("fact_value_" + end).value_or(""), find("fact_was_" + end)};
        if (!fact.name.empty() || !fact.value.empty()) facts.push_back(std::move(fact));
    }
    return facts;
}

}  // namespace casebook::web
