// What happened to an entry: its revisions, and one of them with what it changed.
#pragma once

#include "app/line_diff.h"
#include "web/views/form_views.h"

namespace casebook::web {

struct RevisionView {
    std::string url, time, author, origin_label, reason;
    bool current = false;  // the entry's text is this one
    bool removed = false;  // the file was taken away

    static RevisionView of(const Visit& visit, const store::Revision& revision);
    void fill(render::View& view) const;
};

struct HistoryView {
    EntryId id = 0;
    std::string title, entry_url;  // the address is empty when the entry cannot be read
    bool clipped = false;          // there are older ones
    std::vector<RevisionView> revisions;

    void fill(render::View& view) const;
};

struct DiffLineView {
    app::DiffLine line;
    void fill(render::View& view) const;
};

// One field of which the text changed.
struct ChangedFieldView {
    std::string label;
    std::vector<DiffLineView> lines;

    static ChangedFieldView of(std::string label, std::string_view before, std::string_view after);
    void fill(render::View& view) const;
};

struct RevisionPageView {
    RevisionView revision;
    EntryId id = 0;
    std::string title, entry_url, history_url;
    bool first = false;     // nothing is known of what was before
    bool readable = false;  // the text that it left is an entry
    std::vector<ChangedFieldView> changes;
    std::vector<PreviewView> text_then;  // none or one
    bool can_take_back = false;
    std::string version, take_back_reason;

    void fill(render::View& view) const;
};

// Field by field as a person reads them; the lines of the files where only what no form shows differs.
std::vector<ChangedFieldView> changed_fields(const Visit& visit, Kind kind,
                                             const std::string& before, const std::string& after);

}  // namespace casebook::web
