// What somebody was told: the page of all of it, and the strip that shows what is new.
#pragma once

#include <string>
#include <vector>

#include "domain/notice.h"
#include "web/page.h"

namespace casebook::web {

struct ToldItemView {
    std::string kind, words, subject, note, path, by, time;
    bool seen = false;
    static ToldItemView of(const Visit& visit, const Notice& notice);
    void fill(render::View& view) const;
};

struct ToldView {
    std::vector<ToldItemView> notices;
    NoticeId newest = 0;
    bool has_unseen = false;
    static ToldView of(const Visit& visit, const std::vector<Notice>& notices);
    void fill(render::View& view) const;
};

// The newest of those that were not seen.
struct UnseenView {
    std::vector<ToldItemView> notices;
    NoticeId newest = 0;
    std::size_t unseen_count = 0;
    static UnseenView of(const Visit& visit, const std::vector<Notice>& notices);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
