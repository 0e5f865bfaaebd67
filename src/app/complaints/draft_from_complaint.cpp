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

using Steps = std::vector<ComplaintStep>;

struct KnownDraft {
    Entry entry;
    std::string maker;  // an account

    const std::string& whose() const { return entry.author.empty() ? maker : entry.author; }
};

// Its step tells of it, also when the complaint was closed with something else. None was made, or it is not there any more: none.
Result<std::optional<KnownDraft>> find_draft(const Workspace& workspace, const Steps& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const auto id =
            step->kind == StepKind::draft_made ? parse_entry_id(step->detail) : std::nullopt;
        if (!id) continue;
        auto read = read_entry(workspace, *id);
        if (read) return std::optional(KnownDraft{std::move(read->entry), step->who});
        if (read.error().kind != ErrorKind::not_found) return read.error();
    }
    return std::optional<KnownDraft>();
}

Result<EntryId> write_draft(Workspace& workspace, const Person& by, const Complaint& complaint,
                            const Steps& steps, store::Origin origin) {
    Entry entry = draft_of(complaint, steps, by.name);
    entry.product = contract_of(workspace, complaint.category).product;
    const auto saved = create_entry(workspace, std::move(entry), {by.name, origin, ""});
    if (!saved) return saved.error();
    return saved->read.entry.id;
}

ComplaintChange with_draft(const Complaint& complaint, EntryId draft) {
    ComplaintChange change;
    change.step = StepKind::draft_made;
    change.detail = std::to_string(draft);
    if (complaint.is_closed()) return change;  // with what it has
    change.case_id = draft;
    change.closed_with = ClosedWith::draft;
    return change;
}

// The draft is there: what somebody else does to the complaint in that moment does not part them.
Result<Complaint> link(Workspace& workspace, const Person& by, Complaint complaint, EntryId draft) {
    constexpr int kTimes = 5;
    for (int left = kTimes;; --left) {
        auto changed = change_complaint(workspace, by, {complaint.number, complaint.version},
                                        with_draft(complaint, draft));
        if (changed || changed.error().code != store::kComplaintChanged || left == 0)
            return changed;
        auto now = read_complaint(workspace, by, complaint.number);
        if (!now) return now.error();
        complaint = std::move(*now);
    }
}

// A complaint that was opened again lost what it was closed with: without the link it could not be closed with its draft.
Result<Complaint> link_again(Workspace& workspace, const Person& by, Complaint complaint,
                             EntryId draft) {
    const bool is_linked = complaint.closed_with == ClosedWith::draft && complaint.case_id == draft;
    if (complaint.is_closed() || is_linked) return complaint;
    return link(workspace, by, std::move(complaint), draft);
}

Error draft_of_other(const KnownDraft& known) {
    return {ErrorKind::conflict,
            fmt::format("A draft of it is there already, by {}", known.whose()),
            "Ask them, or a lead, to finish it",
            {},
            kDraftOfOther,
            known.whose()};
}

// Who may not read it can close the complaint with it all the same.
Result<ComplaintDraft> open_known(Workspace& workspace, const Person& by, Complaint complaint,
                                  const KnownDraft& known) {
    auto linked = link_again(workspace, by, std::move(complaint), known.entry.id);
    if (!linked) return linked.error();
    if (!Viewer::of(by).may_see(known.entry)) return draft_of_other(known);
    return ComplaintDraft{std::move(*linked), known.entry.id, true};
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
                                            const ComplaintEdit& edit, store::Origin origin) {
    const std::lock_guard turn(workspace.complaint_desk().draft_turn());
    auto complaint = read_complaint(workspace, by, edit.number);
    if (!complaint) return complaint.error();
    const auto steps = workspace.complaint_desk().complaints().steps_of(edit.number);
    if (!steps) return steps.error();
    const auto known = find_draft(workspace, *steps);
    if (!known) return known.error();
    if (*known) return open_known(workspace, by, std::move(*complaint), **known);
    if (complaint->version != edit.version) return changed_meanwhile(edit.number);
    const auto draft = write_draft(workspace, by, *complaint, *steps, origin);
    if (!draft) return draft.error();
    auto linked = link(workspace, by, std::move(*complaint), *draft);
    if (!linked) return linked.error();
    return ComplaintDraft{std::move(*linked), *draft, false};
}

}  // namespace casebook::app
