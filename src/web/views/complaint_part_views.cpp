#include "web/views/complaint_part_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/suggest_resolutions.h"
#include "web/views/complaint_list_views.h"
#include "web/views/found_views.h"
#include "web/views/person_names.h"

namespace casebook::web {

using render::View;

namespace {

constexpr std::size_t kSuggestedCases = 3;

// What a step is about: an account, a department, a fact, another complaint, a case, the marks of a card.
std::string detail_url_of(const ComplaintStep& step) {
    if (step.kind == StepKind::merged) return "/complaints/" + step.detail;
    return step.kind == StepKind::draft_made ? "/cases/" + step.detail : "";
}

// Members that were changed, in the visitor's words; facts have their own names.
std::string changed_members(const Visit& visit, const std::string& detail) {
    constexpr std::pair<std::string_view, std::string_view> kMembers[] = {
        {"category", "field.category"},
        {"contact", "complaint.contact"},
        {"next_action", "complaint.next"}};
    std::string words = detail;
    for (const auto& [member, key] : kMembers) {
        const std::size_t at = (", " + words + ",").find(fmt::format(", {},", member));
        if (at != std::string::npos) words.replace(at, member.size(), visit.message(key));
    }
    return words;
}

std::string detail_of(const Visit& visit, const ComplaintStep& step) {
    if (step.kind == StepKind::changed) return changed_members(visit, step.detail);
    const bool is_person = step.kind == StepKind::assigned || step.kind == StepKind::handed_over;
    return is_person ? shown_name_of(visit, step.detail) : step.detail;
}

ComplaintFactView fact_view(std::string name, const Fact* known) {
    const std::string value = known == nullptr ? "" : known->value;
    return {0, std::move(name), value, known == nullptr, value};
}

// The contract's facts first, in its order, then whatever else is known.
std::vector<ComplaintFactView> known_facts(const app::ComplaintRecord& record) {
    const std::vector<std::string>& contract = record.contract.facts;
    std::vector<ComplaintFactView> views;
    for (const std::string& name : contract)
        views.push_back(fact_view(name, record.complaint.find_fact(name)));
    for (const Fact& fact : record.complaint.facts)
        if (std::find(contract.begin(), contract.end(), fact.name) == contract.end())
            views.push_back(fact_view(fact.name, &fact));
    return views;
}

// Gives back what was typed for one fact; one that is not known is added.
void give_fact_back(const Visit& visit, const TypedFact& typed,
                    std::vector<ComplaintFactView>& views) {
    auto view = std::find_if(views.begin(), views.end(),
                             [&](const auto& known) { return known.name == typed.name; });
    const GivenBack given = give_back(typed.value, typed.was, view == views.end() ? "" : view->was);
    if (view == views.end() && given.value.empty()) return;
    if (view == views.end()) view = views.insert(view, {0, typed.name, "", false});
    view->value = given.value;
    view->now_is = now_is(visit, given);
}

}  // namespace

std::string now_is(const Visit& visit, const GivenBack& given) {
    if (!given.changed_to) return "";
    return given.changed_to->empty() ? visit.message("complaint.now_empty") : *given.changed_to;
}

// Some empty fields are for more; a name without a value, and a value without a name, come back in them.
std::vector<ComplaintFactView> fact_views(const Visit& visit, const TypedComplaint& typed,
                                          const app::ComplaintRecord& record) {
    std::vector<ComplaintFactView> views = known_facts(record);
    ComplaintFactView more;
    for (const TypedFact& fact : typed.facts()) {
        const bool is_half = fact.name.empty() || (fact.value.empty() && !fact.was);
        if (!is_half) {
            give_fact_back(visit, fact, views);
            continue;
        }
        more.more_name = fact.name;
        more.value = fact.value;
    }
    views.push_back(more);
    for (std::size_t i = 0; i < views.size(); ++i) views[i].position = i;
    return views;
}

std::vector<ComplaintCaseView> case_views(const Visit& visit, const Complaint& complaint,
                                          const std::string& chosen) {
    std::vector<ComplaintCaseView> views;
    if (complaint.is_closed()) return views;
    app::SuggestRequest request;
    request.text = complaint.text;
    request.limit = kSuggestedCases;
    const auto list = app::suggest_resolutions(visit.workspace(), request);
    if (!list) return views;
    for (const app::Suggestion& suggestion : list->suggestions)
        views.push_back({suggestion.entry.id, suggestion.entry.display_title(),
                         std::to_string(suggestion.entry.id) == chosen});
    return views;
}

ComplaintStepView ComplaintStepView::of(const Visit& visit, const ComplaintStep& step,
                                        std::int64_t read_version) {
    return {minute_of(step.when),
            shown_name_of(visit, step.who),
            complaint_label(visit, "step", to_text(step.kind)),
            detail_of(visit, step),
            detail_url_of(step),
            step.note,
            step.minutes,
            read_version != 0 && step.version > read_version};
}

void ComplaintStepView::fill(View& view) const {
    view.text("step_time", time);
    view.optional_text("step_who", who);
    view.text("step_label", label);
    view.optional_text("step_detail", detail_url.empty() ? detail : "");
    view.optional_text("step_url", detail_url);
    view.text("step_linked", detail);
    view.optional_text("step_note", note);
    view.flag("has_step_minutes", minutes > 0);
    view.number("step_minutes", minutes);
    view.flag("step_is_new", is_new);
}

void ComplaintFactView::fill(View& view) const {
    view.number("fact_position", static_cast<long long>(position));
    view.optional_text("fact_name", name);
    view.text("fact_value", value);
    view.text("fact_was", was);
    view.optional_text("fact_now", now_is);
    view.text("fact_more_name", more_name);
    view.flag("fact_missing", is_missing);
}

void ComplaintCaseView::fill(View& view) const {
    view.number("case_id", id);
    view.text("case_title", title);
    view.flag("selected", selected);
}

}  // namespace casebook::web
