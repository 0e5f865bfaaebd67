// What an entry's page says once about the save that led to it.
#pragma once

#include <string>
#include <vector>

#include "web/page.h"

namespace casebook::web {

enum class NoticeTone { well, attention };

struct NoticeView {
    NoticeTone tone = NoticeTone::well;
    std::string text;
    std::string url, url_label;  // what the person may do about it; may be empty

    void fill(render::View& view) const;
};

// Shown by partials/_notices. Everything that a save has to tell goes in here: that it is done, and what was changed of it
// (what was masked, with the way to undo it).
struct MaskingView {
    std::size_t count = 0;
    std::string kinds;  // 手机号、邮箱
    std::string token;

    void fill(render::View& view) const;
};

struct NoticesView {
    std::vector<NoticeView> notices;
    std::vector<MaskingView> maskings;  // at most one

    // Of the entry's page that was asked for after a save ("?saved=1"); else none.
    static NoticesView of(const Visit& visit);
    void fill(render::View& view) const;
};

// The address of the entry's page with the notice.
std::string url_after_save(const Entry& entry);

}  // namespace casebook::web
