// The pages that show one case, one daily or one post.
#pragma once

#include "app/read_entry.h"
#include "web/views/entry_views.h"
#include "web/views/found_views.h"
#include "web/views/notice_views.h"

namespace casebook::web {

struct SimilarView {
    EntryId id = 0;
    std::string url, title, state, state_label;
    bool bad_example = false;
    bool linked = false;  // directly; else it is the same problem by way of another case
    void fill(render::View& view) const;
};

struct CaseView {
    EntryId id = 0;
    render::Html title;
    FactsView facts;
    std::string author, updated, external_id, lang, file_path;
    std::vector<TagView> tags;
    CopyView copy;
    render::Html answer, script, fits, not_fits, complaint, resolution, cause, review;
    std::vector<OtherSectionView> other_sections;
    std::vector<SimilarView> same_problem;  // somebody said so
    std::vector<SimilarView> similar;       // the others
    std::vector<ReuseView> asked_as;        // the last complaints that it was confirmed for
    NoticesView notices;
    JudgeView judge;
    bool may_edit = false;

    // Without the similar cases and the complaints.
    static CaseView of(const Visit& visit, const app::ReadEntry& read);
    void fill(render::View& view) const;
};

struct DailyCaseView {
    std::string url, title;
    EntryId id = 0;
    void fill(render::View& view) const;
};

struct DailyView {
    EntryId id = 0;
    std::string url, title, date, host;
    std::vector<DailyCaseView> cases;
    render::Html complaint, questions, resolution, review, notes, conclusions, actions;
    std::vector<OtherSectionView> other_sections;
    NoticesView notices;
    bool may_edit = false;

    static DailyView of(const Entry& entry, const std::vector<Entry>& discussed);
    void fill(render::View& view) const;
};

struct PostView {
    EntryId id = 0;
    std::string title, author, date, topic;
    std::vector<TagView> tags;
    render::Html body;
    NoticesView notices;
    bool may_edit = false;

    static PostView of(const Entry& entry);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
