#include "web/views/found_views.h"

#include <fmt/format.h>

#include "base/text.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

using render::View;

// "solved · satisfaction 5/5 · 8 min"; empty when nobody said how it went.
std::string outcome_text(const Visit& visit, const Outcome& outcome) {
    std::vector<std::string> parts;
    if (outcome.solved)
        parts.push_back(visit.message(*outcome.solved ? "outcome.solved" : "outcome.not_solved"));
    if (outcome.satisfaction)
        parts.push_back(
            message_with(visit, "found.satisfaction", {std::to_string(*outcome.satisfaction)}));
    if (outcome.minutes)
        parts.push_back(message_with(visit, "found.minutes", {std::to_string(*outcome.minutes)}));
    return join(parts, " · ");
}

}  // namespace

std::string minute_of(const Timestamp& time) {
    std::string text = time.text().substr(0, 16);
    text[10] = ' ';
    return text;
}

ReuseView ReuseView::of(const Visit& visit, const ReuseEvent& event) {
    ReuseView view;
    view.id = event.id;
    view.text = event.text;
    view.who = event.who;
    view.time = minute_of(event.when);
    view.verdict = to_text(event.verdict);
    view.verdict_label = visit.message("verdict." + view.verdict);
    view.outcome = outcome_text(visit, event.outcome);
    if (event.undone)
        view.undone_note =
            message_with(visit, "found.undone", {event.undone_by, minute_of(*event.undone)});
    return view;
}

void ReuseView::fill(View& view) const {
    view.number("reuse_id", id);
    view.text("reuse_text", text);
    view.text("who", who);
    view.text("time", time);
    view.text("verdict", verdict);
    view.text("verdict_label", verdict_label);
    view.optional_text("reuse_outcome", outcome);
    view.optional_text("undone_note", undone_note);
    view.flag("passed_over", passed_over);
    view.optional_text("counts_note", counts_note);
    view.flag("counts", undone_note.empty() && !passed_over);
    view.flag("can_undo", undone_note.empty());
}

void FoundFieldView::fill(View& view) const {
    view.text("field_label", label);
    view.html("excerpt", excerpt);
}

void LearningResetView::fill(View& view) const {
    view.number("reset_id", id);
    view.text("reset_note", note);
}

void FoundView::fill(View& view) const {
    view.number("id", id);
    view.text("url", url);
    view.text("title", title);
    view.text("case_lang", lang);
    facts.fill(view);
    view.flag("suggested", suggested);
    view.list("fields", fields);
    view.flag("has_words", !words.empty());
    view.list("words", words);
    view.flag("has_events", !events.empty());
    view.list("events", events);
    view.text("events_lead", events_lead);
    view.optional_text("older_url", older_url);
    view.list("resets", resets);
    view.flag("can_reset", can_reset);
}

}  // namespace casebook::web
