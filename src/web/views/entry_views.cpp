#include "web/views/entry_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "render/markdown.h"
#include "web/views/why_sentence.h"

namespace casebook::web {
namespace {

using render::Html;
using render::View;

constexpr std::size_t kResolutionCharacters = 110;

std::string label(const Visit& visit, std::string_view group, std::string_view name) {
    return visit.message(fmt::format("{}.{}", group, name));
}

std::string state_of(const Entry& entry) {
    return entry.kind == Kind::case_ ? std::string(to_text(entry.state)) : "";
}

std::string state_label_of(const Visit& visit, const Entry& entry) {
    return entry.kind == Kind::case_ ? label(visit, "state", to_text(entry.state)) : "";
}

// The dashes of a list as typographic dots; the lines stay lines (the style sheet keeps them).
std::string with_dots(const std::string& plain) {
    std::vector<std::string> lines = split(plain, '\n');
    for (std::string& line : lines)
        if (line.starts_with("- ")) line.replace(0, 2, "· ");
    return join(lines, "\n");
}

Html plain_lines(const Entry& entry, Field field) {
    return render::escape(with_dots(render::markdown_to_plain_text(entry.text(field))));
}

// "4.6"; whole numbers without the zero.
std::string in_tenths(const std::optional<double>& mean) {
    if (!mean) return "";
    const std::string text = fmt::format("{:.1f}", *mean);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace

std::string url_of(const Entry& entry) {
    switch (entry.kind) {
        case Kind::case_:
            return fmt::format("/cases/{}", entry.id);
        case Kind::post:
            return fmt::format("/posts/{}", entry.id);
        case Kind::daily:
            return "/dailies/" + (entry.date ? to_text(*entry.date) : std::to_string(entry.id));
    }
    return "/";
}

std::string language_tag_of(const Entry& entry) {
    if (!entry.lang.empty()) return entry.lang == "en" ? "en" : "zh-CN";
    const std::string title = entry.display_title();
    const bool ascii = std::all_of(title.begin(), title.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? "en" : "zh-CN";
}

std::string date_of(const Entry& entry) {
    if (entry.date) return to_text(*entry.date);
    return entry.created ? to_text(entry.created->date()) : "";
}

FactsView FactsView::of(const Visit& visit, const Entry& entry, bool stale) {
    FactsView facts;
    facts.state = to_text(entry.state);
    facts.state_label = state_label_of(visit, entry);
    facts.bad_example = entry.example == Example::bad;
    facts.stale = stale;
    facts.category = entry.category;
    facts.product = entry.product;
    facts.confirmed = entry.confirmed ? to_text(*entry.confirmed) : "";
    facts.valid_until = entry.valid_until ? to_text(*entry.valid_until) : "";
    facts.created = entry.created ? to_text(entry.created->date()) : "";
    facts.outcome = visit.workspace().outcomes().shown(entry);
    facts.reused = visit.workspace().outcomes().find(entry.id).uses > 0;
    facts.own_unsolved = entry.outcome.solved == false;
    return facts;
}

void FactsView::fill(View& view) const {
    view.text("state", state);
    view.text("state_label", state_label);
    view.flag("bad_example", bad_example);
    view.flag("stale", stale);
    view.optional_text("category", category);
    view.optional_text("product", product);
    view.optional_text("confirmed", confirmed);
    view.optional_text("created", created);
    view.optional_text("valid_until", valid_until);
    fill_outcome(view);
    view.flag("own_unsolved", own_unsolved);
}

// One outcome is told as it is; of several the mean is told, with their number.
void FactsView::fill_outcome(View& view) const {
    view.flag("has_outcome", outcome != OutcomeSummary{});
    view.flag("used_once", reused && outcome.uses == 1);
    view.flag("used_often", reused && outcome.uses > 1);
    view.number("uses", outcome.uses);
    view.flag("solved", outcome.solved_of == 1 && outcome.solved == 1);
    view.flag("not_solved", outcome.solved_of == 1 && outcome.solved == 0);
    view.flag("several_solved", outcome.solved_of > 1);
    view.number("solved_count", outcome.solved);
    view.number("solved_of", outcome.solved_of);
    view.flag("has_satisfaction", outcome.satisfaction_of == 1);
    view.flag("several_satisfactions", outcome.satisfaction_of > 1);
    view.text("satisfaction", in_tenths(outcome.satisfaction()));
    view.number("satisfaction_of", outcome.satisfaction_of);
    view.optional_text("minutes",
                       outcome.minutes() ? fmt::format("{:.0f}", *outcome.minutes()) : "");
}

void EvidenceView::fill(View& view) const {
    view.text("field", field);
    view.text("field_label", field_label);
    view.html("excerpt", excerpt);
}

std::vector<EvidenceView> evidence_views(const Visit& visit, const app::Evidence& evidence) {
    std::vector<EvidenceView> views;
    for (const app::FieldEvidence& field : evidence.fields) {
        const std::string name(field.field ? name_of(*field.field).name : "other");
        views.push_back(
            {name, field.field ? label(visit, "field", name) : field.heading, field.excerpt});
    }
    return views;
}

CopyView CopyView::of(const Entry& entry) {
    for (const Field field : {Field::script, Field::answer, Field::resolution})
        if (!entry.text(field).empty())
            return {render::markdown_to_plain_text(entry.text(field)), field};
    return {};
}

void CopyView::fill(View& view) const {
    view.flag("has_copy", !text.empty());
    view.text("copy_text", text);
    view.flag("copy_script", source == Field::script);
    view.flag("copy_answer", source == Field::answer);
    view.flag("copy_resolution", source == Field::resolution);
}

ConfidenceView ConfidenceView::of(const Visit& visit, const std::optional<double>& confidence) {
    if (!confidence) return {};
    const std::string level(to_text(search::level_of(*confidence)));
    return {level, web::label(visit, "confidence", level),
            static_cast<int>(std::lround(*confidence * 100))};
}

void ConfidenceView::fill(View& view) const {
    view.flag("has_confidence", !level.empty());
    view.text("confidence", level);
    view.text("confidence_label", words);
    view.number("confidence_percent", percent);
}

AlternativeView AlternativeView::of(const Visit& visit, const app::Suggestion& suggestion) {
    const Entry& entry = suggestion.entry;
    const Field gist = entry.text(Field::answer).empty() ? Field::resolution : Field::answer;
    AlternativeView view;
    view.url = url_of(entry);
    view.language = language_tag_of(entry);
    view.title = entry.display_title();
    view.kinship_label = label(visit, "kinship", name_of(suggestion.kinship));
    view.facts = FactsView::of(visit, entry, suggestion.stale);
    view.answer = plain_lines(entry, gist);
    return view;
}

void AlternativeView::fill(View& view) const {
    view.text("url", url);
    view.text("entry_lang", language);
    view.text("alternative_title", title);
    view.text("kinship_label", kinship_label);
    facts.fill(view);
    view.optional_html("answer", answer);
}

CardView CardView::of(const Visit& visit, const app::Suggestion& suggestion,
                      const search::Matcher& matcher, std::size_t rank) {
    const Entry& entry = suggestion.entry;
    CardView card;
    card.rank = rank;
    card.id = entry.id;
    card.url = url_of(entry);
    card.language = language_tag_of(entry);
    card.title = suggestion.evidence.title;
    card.facts = FactsView::of(visit, entry, suggestion.stale);
    card.answer = plain_lines(entry, Field::answer);
    card.fits = plain_lines(entry, Field::fits);
    card.not_fits = plain_lines(entry, Field::not_fits);
    card.script = render::markdown_to_plain_text(entry.text(Field::script));
    card.unresolved = entry.text(Field::resolution).empty() && entry.text(Field::answer).empty();
    if (!entry.text(Field::resolution).empty())
        card.resolution = app::excerpt_of(entry, Field::resolution, matcher, kResolutionCharacters);
    card.copy = CopyView::of(entry);
    card.evidence = evidence_views(visit, suggestion.evidence);
    card.why = why_sentence(visit.messages(), suggestion);
    card.judge = JudgeView::of_card(visit, entry);
    card.confidence = ConfidenceView::of(visit, suggestion.confidence);
    for (const app::Suggestion& alternative : suggestion.alternatives)
        card.alternatives.push_back(AlternativeView::of(visit, alternative));
    return card;
}

void CardView::fill(View& view) const {
    view.number("rank", static_cast<long long>(rank));
    view.number("id", id);
    view.text("url", url);
    view.text("entry_lang", language);
    view.html("title", title);
    facts.fill(view);
    view.optional_html("answer", answer);
    view.optional_html("fits", fits);
    view.optional_html("not_fits", not_fits);
    view.optional_html("resolution", resolution);
    view.optional_text("script", script);
    copy.fill(view);
    view.flag("unresolved", unresolved);
    view.list("evidence", evidence);
    view.optional_text("why", why);
    view.text("query_id", query_id);
    confidence.fill(view);
    judge.fill(view);
    view.flag("has_alternatives", !alternatives.empty());
    view.number("alternative_count", static_cast<long long>(alternatives.size()));
    view.list("alternatives", alternatives);
}

void ReadingView::fill(render::View& view) const {
    view.text("typed", typed);
    view.text("read_as", read_as);
}

ReadAsView ReadAsView::of(const std::vector<app::Reading>& readings) {
    ReadAsView view;
    for (const app::Reading& reading : readings)
        view.readings.push_back({reading.typed, reading.read_as});
    return view;
}

void ReadAsView::fill(render::View& view) const {
    view.flag("has_readings", !readings.empty());
    view.list("readings", readings);
}

HitView HitView::of(const Visit& visit, const app::SearchHit& hit) {
    const Entry& entry = hit.entry;
    HitView view;
    view.url = url_of(entry);
    view.language = language_tag_of(entry);
    view.kind = to_text(entry.kind);
    view.kind_label = label(visit, "kind", to_text(entry.kind));
    view.state = state_of(entry);
    view.state_label = state_label_of(visit, entry);
    view.category = entry.category;
    view.date = date_of(entry);
    view.title = hit.evidence.title;
    view.bad_example = entry.example == Example::bad;
    view.evidence = evidence_views(visit, hit.evidence);
    return view;
}

void HitView::fill(View& view) const {
    view.text("url", url);
    view.text("entry_lang", language);
    view.text("kind", kind);
    view.text("kind_label", kind_label);
    view.optional_text("state", state);
    view.text("state_label", state_label);
    view.optional_text("category", category);
    view.text("date", date);
    view.html("title", title);
    view.flag("bad_example", bad_example);
    view.flag("has_evidence", !evidence.empty());
    view.list("evidence", evidence);
}

RowView RowView::of(const Visit& visit, const Entry& entry) {
    RowView row;
    row.url = url_of(entry);
    row.title = entry.display_title();
    row.state = state_of(entry);
    row.state_label = state_label_of(visit, entry);
    row.category = entry.category;
    row.date = date_of(entry);
    row.author = entry.author;
    row.bad_example = entry.example == Example::bad;
    return row;
}

void RowView::fill(View& view) const {
    view.text("url", url);
    view.text("title", title);
    view.optional_text("state", state);
    view.text("state_label", state_label);
    view.optional_text("category", category);
    view.optional_text("date", date);
    view.optional_text("author", author);
    view.flag("bad_example", bad_example);
}

std::vector<TagView> tag_views(const Entry& entry) {
    std::vector<TagView> views;
    for (const std::string& tag : entry.tags) views.push_back({tag});
    return views;
}

std::vector<OtherSectionView> other_section_views(const Entry& entry) {
    std::vector<OtherSectionView> views;
    for (const Section& section : entry.sections)
        if (!section.field) views.push_back({section.heading, render::markdown(section.text)});
    return views;
}

}  // namespace casebook::web
