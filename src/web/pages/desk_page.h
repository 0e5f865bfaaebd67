// The desk with a complaint on it; pages/desk.cpp shows it, pages/reuse.cpp shows it again after somebody said how a suggestion fitted.
#pragma once

#include <set>
#include <string>

#include "web/page.h"
#include "web/views/desk_views.h"

namespace casebook::web {

struct AskedOnDesk {
    std::string text;
    std::size_t limit = kCardsOnDesk;
    std::set<EntryId> dismissed;  // "not this": left out
    std::string query_id{};       // of the list that is shown again; empty: a new one
    std::string category{};       // that the agent chose; empty: it is guessed
};

Response desk_page(const Visit& visit, const AskedOnDesk& asked, const ReuseNoticeView& notice);

}  // namespace casebook::web
