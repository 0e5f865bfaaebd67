#include "app/complaints/draft_from_complaint.h"

#include <fmt/format.h>

#include "app/complaints/category_contract.h"
#include "app/complaints/close_complaint.h"
#include "app/save_entry.h"
#include "base/text.h"

namespace casebook::app {
namespace {

constexpr std::size_t kLongestDraftTitle = 40;  // characters: a sentence, to be made a good one

// Notes are what was done; a step without words did not teach anything.
bool teaches(const ComplaintStep& step) {
    return !trim(step.note).empty() && step.kind != StepKind::card_answered;
}

std::string resolution_of(const std::vector<ComplaintStep>& steps) {
    std::string text;
    for (const ComplaintStep& step : steps) {
        if (!teaches(step)) continue;
        const std::string note = collapse_white_space(step.note);
        text += step.minutes > 0 ? fmt::format("- {} ({}′)\n", note, step.minutes)
                                 : fmt::format("- {}\n", note);
    }
    return std::string(trim(text));
}

std::string title_of(const std::string& text) {
    const std::string line = collapse_white_space(text);
    constexpr std::string_view kEnds[] = {"。", "！", "？", "；", ". ", "! ", "? "};
    std::size_t end = line.size();
    for (const std::string_view mark : kEnds) end = std::min(end, line.find(mark));
    return std::string(trim(first_characters(line.substr(0, end), kLongestDraftTitle)));
}

// That of the steps, while the complaint is not closed.
Outcome outcome_of(const Complaint& complaint, const std::vector<ComplaintStep>& steps) {
    Outcome outcome = complaint.outcome;
    int minutes = 0;
    for (const ComplaintStep& step : steps) minutes += step.minutes;
    if (!outcome.minutes && minutes > 0) outcome.minutes = minutes;
    return outcome;
}

Result<ComplaintDraft> draft_that_is_there(Workspace& workspace, const Complaint& complaint) {
    if (complaint.closed_with != ClosedWith::draft)
        return Error{ErrorKind::not_found, "There is no draft yet", "", {}};
    const auto read = read_entry(workspace, complaint.case_id);
    if (!read) return read.error();
    return ComplaintDraft{complaint, complaint.case_id};
}

}  // namespace

Entry draft_of(const Complaint& complaint, const std::vector<ComplaintStep>& steps,
               const std::string& author) {
    Entry entry;
    entry.state = State::draft;
    entry.title = title_of(complaint.text);
    entry.category = complaint.category;
    entry.author = author;
    entry.outcome = outcome_of(complaint, steps);
    entry.set_text(Field::complaint, complaint.text);
    entry.set_text(Field::resolution, resolution_of(steps));
    return entry;
}

Result<ComplaintDraft> draft_from_complaint(Workspace& workspace, const Person& by,
                                            const ComplaintEdit& edit) {
    auto complaint = read_complaint(workspace, by, edit.number);
    if (!complaint) return complaint.error();
    if (auto known = draft_that_is_there(workspace, *complaint)) return known;
    const auto steps = workspace.complaint_desk().complaints().steps_of(edit.number);
    if (!steps) return steps.error();
    Entry entry = draft_of(*complaint, *steps, by.name);
    entry.product = contract_of(workspace, complaint->category).product;
    const auto saved =
        create_entry(workspace, std::move(entry), {by.name, store::Origin::page, ""});
    if (!saved) return saved.error();
    ComplaintChange change;
    change.step = StepKind::draft_made;
    change.detail = std::to_string(saved->read.entry.id);
    if (!complaint->is_closed()) {
        change.case_id = saved->read.entry.id;
        change.closed_with = ClosedWith::draft;
    }
    auto changed = change_complaint(workspace, by, {edit.number, complaint->version}, change);
    if (!changed) return changed.error();
    return ComplaintDraft{std::move(*changed), saved->read.entry.id};
}

}  // namespace casebook::app
