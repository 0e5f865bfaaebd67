// The views that pages share: a card of a suggestion, a row of a list, a hit of a search, and what they have in common.
#pragma once

#include <string>
#include <vector>

#include "app/search_library.h"
#include "app/suggest_resolutions.h"
#include "render/view.h"
#include "web/page.h"
#include "web/views/judge_views.h"

namespace casebook::web {

// "/cases/1042", "/dailies/2026-11-18", "/posts/1028".
std::string url_of(const Entry& entry);
std::string language_tag_of(
    const Entry& entry);  // for the lang attribute; told by the letters where it is not said
std::string date_of(const Entry& entry);  // of a daily its date, else of its creation; may be empty

// State, outcome, dates: what a card and a case's own page both show.
struct FactsView {
    std::string state;  // verified, ...
    std::string state_label;
    bool bad_example = false;
    bool stale = false;
    std::string category, product;
    std::string confirmed, created, valid_until;
    OutcomeSummary outcome;     // with the author's own
    bool reused = false;        // somebody used it for another complaint
    bool own_unsolved = false;  // the author says that it did not work out

    static FactsView of(const Visit& visit, const Entry& entry, bool stale);
    void fill(render::View& view) const;

  private:
    void fill_outcome(render::View& view) const;
};

struct EvidenceView {
    std::string field, field_label;
    render::Html excerpt;

    void fill(render::View& view) const;
};
std::vector<EvidenceView> evidence_views(const Visit& visit, const app::Evidence& evidence);

struct WordView {
    std::string word;
    void fill(render::View& view) const { view.text("word", word); }
};

// What the copy button of a case puts on the clipboard: the script, else the answer, else the resolution; plain text.
struct CopyView {
    std::string text;
    Field source = Field::script;

    static CopyView of(const Entry& entry);
    void fill(render::View& view) const;
};

// How sure the desk is that a case is the same matter, in words; the share on hover.
struct ConfidenceView {
    std::string level, words;  // empty: not known
    int percent = 0;

    static ConfidenceView of(const Visit& visit, const std::optional<double>& confidence);
    void fill(render::View& view) const;
};

// Another resolution of the same problem.
struct AlternativeView {
    std::string url, language, title, kinship_label;
    FactsView facts;
    render::Html answer;  // else the resolution; a few lines

    static AlternativeView of(const Visit& visit, const app::Suggestion& suggestion);
    void fill(render::View& view) const;
};

struct CardView {
    std::size_t rank = 1;
    EntryId id = 0;
    std::string url;
    std::string language;
    render::Html title;
    FactsView facts;
    render::Html answer, fits, not_fits, resolution;  // each one line or a few, without blocks
    std::string script;
    CopyView copy;
    bool unresolved = false;
    std::vector<EvidenceView> evidence;
    std::string why;       // a sentence; empty when no words decided
    std::string query_id;  // of the list that it stands in
    ConfidenceView confidence;
    JudgeView judge;
    std::vector<AlternativeView> alternatives;

    static CardView of(const Visit& visit, const app::Suggestion& suggestion,
                       const search::Matcher& matcher, std::size_t rank);
    void fill(render::View& view) const;
};

// A word that was read as another: 宽代 as 宽带.
struct ReadingView {
    std::string typed, read_as;
    void fill(render::View& view) const;
};

// templates/partials/_read_as
struct ReadAsView {
    std::vector<ReadingView> readings;

    static ReadAsView of(const std::vector<app::Reading>& readings);
    void fill(render::View& view) const;
};

struct HitView {
    std::string url, language, kind, kind_label, state, state_label, category, date;
    render::Html title;
    bool bad_example = false;
    std::vector<EvidenceView> evidence;

    static HitView of(const Visit& visit, const app::SearchHit& hit);
    void fill(render::View& view) const;
};

struct RowView {
    std::string url, title, state, state_label, category, date, author;
    bool bad_example = false;

    static RowView of(const Visit& visit, const Entry& entry);
    void fill(render::View& view) const;
};

struct TagView {
    std::string tag;
    void fill(render::View& view) const {
        view.text("tag", tag);
        view.text("url", "/search?tag=" + percent_encode(tag));
    }
};
std::vector<TagView> tag_views(const Entry& entry);

struct OtherSectionView {
    std::string heading;
    render::Html body;
    void fill(render::View& view) const {
        view.text("heading", heading);
        view.html("body", body);
    }
};
std::vector<OtherSectionView> other_section_views(const Entry& entry);

}  // namespace casebook::web
