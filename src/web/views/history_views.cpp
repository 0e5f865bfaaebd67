#include "web/views/history_views.h"

#include <fmt/format.h>

#include <map>

#include "content/entry_file.h"

namespace casebook::web {
namespace {

using render::View;

// 2026-03-02T09:14:00+08:00 as 2026-03-02 09:14: the desk knows its time zone.
std::string readable_time(const std::string& at) {
    constexpr std::size_t kDate = 10, kMinutes = 16;
    return at.size() < kMinutes ? at : at.substr(0, kDate) + " " + at.substr(kDate + 1, 5);
}

std::string shown_value(const Visit& visit, const FormField& field, const std::string& value) {
    const bool named = field.control == Control::choice && !value.empty();
    return named ? label_of_choice(visit, field, value) : value;
}

// The parts that no form shows, by their heading.
std::map<std::string, std::string> other_parts(const Visit& visit, const Entry& entry) {
    std::map<std::string, std::string> parts;
    for (const OtherPartView& part : other_parts_of(visit, entry))
        parts[part.heading] += part.text + "\n";
    return parts;
}

void compare_forms(const Visit& visit, const Entry& before, const Entry& after,
                   std::vector<ChangedFieldView>& changes) {
    const EntryForm old_form = form_of(before), new_form = form_of(after);
    for (const FormField& field : form_fields(after.kind)) {
        const std::string &from = old_form.text(field.name), &to = new_form.text(field.name);
        if (from != to)
            changes.push_back(ChangedFieldView::of(label_of(visit, field.name),
                                                   shown_value(visit, field, from),
                                                   shown_value(visit, field, to)));
    }
}

void compare_other_parts(const Visit& visit, const Entry& before, const Entry& after,
                         std::vector<ChangedFieldView>& changes) {
    const auto old_parts = other_parts(visit, before);
    auto all = other_parts(visit, after);
    const auto new_parts = all;
    all.insert(old_parts.begin(), old_parts.end());
    for (const auto& [heading, text] : all) {
        const auto from = old_parts.find(heading), to = new_parts.find(heading);
        const std::string before_text = from == old_parts.end() ? "" : from->second;
        const std::string after_text = to == new_parts.end() ? "" : to->second;
        if (before_text != after_text)
            changes.push_back(ChangedFieldView::of(heading, before_text, after_text));
    }
}

}  // namespace

RevisionView RevisionView::of(const Visit& visit, const store::Revision& revision) {
    RevisionView view;
    view.url = fmt::format("/history/{}/{}", revision.entry, revision.sequence);
    view.time = readable_time(revision.at);
    view.author = revision.author;
    view.origin_label = visit.message(fmt::format("history.origin.{}", to_text(revision.origin)));
    view.reason = revision.reason;
    view.removed = revision.fingerprint.empty();
    return view;
}

void RevisionView::fill(View& view) const {
    view.text("revision_url", url);
    view.text("time", time);
    view.optional_text("revision_author", author);
    view.text("origin_label", origin_label);
    view.optional_text("revision_reason", reason);
    view.flag("current", current);
    view.flag("removed", removed);
}

void HistoryView::fill(View& view) const {
    view.number("id", id);
    view.text("title", title);
    view.optional_text("entry_url", entry_url);
    view.flag("clipped", clipped);
    view.number("count", static_cast<long long>(revisions.size()));
    view.list("revisions", revisions);
}

void DiffLineView::fill(View& view) const {
    view.flag("kept", line.change == app::LineChange::kept);
    view.flag("taken", line.change == app::LineChange::removed);
    view.flag("added", line.change == app::LineChange::added);
    view.flag("skipped", line.change == app::LineChange::skipped);
    view.text("line", line.text);
    view.number("skipped_lines", static_cast<long long>(line.skipped));
}

ChangedFieldView ChangedFieldView::of(std::string label, std::string_view before,
                                      std::string_view after) {
    ChangedFieldView view{std::move(label), {}};
    for (app::DiffLine& line : app::diff_lines(before, after))
        view.lines.push_back({std::move(line)});
    return view;
}

void ChangedFieldView::fill(View& view) const {
    view.text("label", label);
    view.list("lines", lines);
}

void RevisionPageView::fill(View& view) const {
    revision.fill(view);
    view.number("id", id);
    view.text("title", title);
    view.optional_text("entry_url", entry_url);
    view.text("history_url", history_url);
    view.flag("first", first);
    view.flag("readable", readable);
    view.flag("has_changes", !changes.empty());
    view.list("changes", changes);
    view.list("text_then", text_then);
    view.flag("can_take_back", can_take_back);
    view.text("version", version);
    view.text("take_back_reason", take_back_reason);
}

std::vector<ChangedFieldView> changed_fields(const Visit& visit, Kind kind,
                                             const std::string& before, const std::string& after) {
    std::vector<ChangedFieldView> changes;
    const auto old_entry = content::parse_entry(before, kind);
    const auto new_entry = content::parse_entry(after, kind);
    if (old_entry && new_entry) {
        compare_forms(visit, *old_entry, *new_entry, changes);
        compare_other_parts(visit, *old_entry, *new_entry, changes);
    }
    if (changes.empty() && before != after)
        changes.push_back(
            ChangedFieldView::of(visit.message("history.other_lines"), before, after));
    return changes;
}

}  // namespace casebook::web
