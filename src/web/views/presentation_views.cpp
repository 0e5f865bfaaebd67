#include "web/views/presentation_views.h"

#include "render/markdown.h"

namespace casebook::web {
namespace {

using render::View;

constexpr int kTopHeading = 4;  // below the step's and the text's own

PresentedTextView text_view(const Entry& entry, Field field, std::string heading) {
    return {std::move(heading), language_tag_of(entry), false,
            render::markdown(entry.text(field), kTopHeading)};
}

std::vector<PresentedTextView> texts_of(const Entry& daily, const std::vector<Entry>& discussed,
                                        Field field) {
    if (!daily.text(field).empty()) return {text_view(daily, field, "")};
    std::vector<PresentedTextView> texts;
    for (const Entry& one : discussed) {
        if (one.text(field).empty()) continue;
        texts.push_back(text_view(one, field, one.display_title()));
        texts.back().bad_example = one.example == Example::bad;
    }
    return texts;
}

// What the team makes of it stands together on one step.
std::vector<PresentedTextView> outcome_of(const Visit& visit, const Entry& daily) {
    std::vector<PresentedTextView> texts;
    for (const Field field : {Field::notes, Field::conclusions, Field::actions})
        if (!daily.text(field).empty())
            texts.push_back(text_view(daily, field,
                                      visit.message("field." + std::string(name_of(field).name))));
    return texts;
}

}  // namespace

void PresentedTextView::fill(View& view) const {
    view.optional_text("text_heading", heading);
    view.text("text_lang", language);
    view.flag("bad_example", bad_example);
    view.html("text", text);
}

void PresentationStepView::fill(View& view) const {
    view.text("step", name);
    view.text("step_heading", heading);
    view.number("step_number", static_cast<long long>(number));
    view.list("texts", texts);
    view.flag("closing", closing);
}

PresentationView PresentationView::of(const Visit& visit, const Entry& daily,
                                      const std::vector<Entry>& discussed) {
    PresentationView view;
    view.id = daily.id;
    view.url = url_of(daily);
    view.title = daily.display_title();
    view.date = date_of(daily);
    view.host = daily.host;
    const auto add = [&](const std::string& name, std::vector<PresentedTextView> texts) {
        view.steps.push_back({name, visit.message("present.step." + name), view.steps.size() + 1,
                              std::move(texts), false});
    };
    const auto add_if_any = [&](const std::string& name, std::vector<PresentedTextView> texts) {
        if (!texts.empty()) add(name, std::move(texts));
    };
    add_if_any("complaint", texts_of(daily, discussed, Field::complaint));
    add("questions", texts_of(daily, {}, Field::questions));
    add_if_any("resolution", texts_of(daily, discussed, Field::resolution));
    add_if_any("review", texts_of(daily, discussed, Field::review));
    add_if_any("outcome", outcome_of(visit, daily));
    add("done", {});
    view.steps.back().closing = true;
    return view;
}

void PresentationView::fill(View& view) const {
    view.number("id", id);
    view.text("url", url);
    view.text("title", title);
    view.text("date", date);
    view.optional_text("host", host);
    view.number("step_count", static_cast<long long>(steps.size()));
    view.list("steps", steps);
}

}  // namespace casebook::web
