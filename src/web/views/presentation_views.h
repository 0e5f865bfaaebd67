// A daily on the projector, step by step: what happened, what would you do, how it went, what to say about it, what we make of it.
#pragma once

#include "web/views/reading_views.h"

namespace casebook::web {

// A text under its own small heading: the daily's, or that of one of its cases.
struct PresentedTextView {
    std::string heading;  // may be empty
    std::string language;
    bool bad_example = false;
    render::Html text;
    void fill(render::View& view) const;
};

struct PresentationStepView {
    std::string name, heading;
    std::size_t number = 0;
    std::vector<PresentedTextView> texts;
    bool closing = false;  // the end, with the ways on
    void fill(render::View& view) const;
};

struct PresentationView {
    EntryId id = 0;
    std::string url, title, date, host;
    std::vector<PresentationStepView> steps;

    // A text that the daily lacks is taken from the cases that it is about.
    static PresentationView of(const Visit& visit, const Entry& daily,
                               const std::vector<Entry>& discussed);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
