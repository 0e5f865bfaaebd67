// The pages that show one case, one daily or one post.
#pragma once

#include "web/views/entry_views.h"

namespace casebook::web {

struct SimilarView {
    std::string url, title, state, state_label;
    bool bad_example = false;
    void fill(render::View& view) const;
};

struct CaseView {
    EntryId id = 0;
    render::Html title;
    FactsView facts;
    std::string author, updated, valid_until, external_id, lang, file_path;
    std::vector<TagView> tags;
    CopyView copy;
    render::Html answer, script, fits, not_fits, complaint, resolution, cause, review;
    std::vector<OtherSectionView> other_sections;
    std::vector<SimilarView> similar;

    void fill(render::View& view) const;
};

struct DailyCaseView {
    std::string url, title;
    EntryId id = 0;
    void fill(render::View& view) const;
};

struct DailyView {
    std::string title, date, host;
    std::vector<DailyCaseView> cases;
    render::Html complaint, questions, resolution, review, notes, conclusions, actions;
    std::vector<OtherSectionView> other_sections;

    void fill(render::View& view) const;
};

struct PostView {
    std::string title, author, date, topic;
    std::vector<TagView> tags;
    render::Html body;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
