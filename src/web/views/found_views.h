// The page "why it is found", and the complaints that a case was asked as.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/reuse.h"
#include "web/views/entry_views.h"

namespace casebook::web {

// "2026-03-02 09:14", on its writer's own clock.
std::string minute_of(const Timestamp& time);

// One event: the complaint, what was said about it, by whom and when.
struct ReuseView {
    std::int64_t id = 0;
    std::string text, who, time, verdict, verdict_label, outcome;
    std::string undone_note;   // who took it back and when; empty: nobody did
    bool passed_over = false;  // recorded before the learning was reset
    std::string counts_note;   // what it counts today; empty: nothing

    static ReuseView of(const Visit& visit, const ReuseEvent& event);
    void fill(render::View& view) const;
};

struct FoundFieldView {
    std::string label;
    render::Html excerpt;
    void fill(render::View& view) const;
};

struct LearningResetView {
    std::int64_t id = 0;
    std::string note;  // who, when
    void fill(render::View& view) const;
};

struct FoundView {
    EntryId id = 0;
    std::string url, title, lang;
    FactsView facts;
    bool suggested = true;
    std::vector<FoundFieldView> fields;
    std::vector<WordView> words;  // learnt, strongest first
    std::string events_lead;      // what an event counts, and for how long
    std::vector<ReuseView> events;
    std::string older_url;                  // empty: there are none
    std::vector<LearningResetView> resets;  // those that hold; at most one is shown
    bool can_reset = false;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
