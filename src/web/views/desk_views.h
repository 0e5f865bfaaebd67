// The desk and its list of suggestions.
#pragma once

#include "web/views/burst_views.h"
#include "web/views/contract_views.h"
#include "web/views/entry_views.h"

namespace casebook::web {

inline constexpr std::size_t kCardsOnDesk = 5;

struct SuggestionsView {
    enum class Outcome { not_asked, found, nothing, too_little, failed };

    Outcome outcome = Outcome::not_asked;
    int error_status = 0;  // of a failure
    std::string error_message, error_hint;
    bool clipped = false;
    bool degraded = false;
    bool only_nearest = false;  // nothing of what was found may be taken for a precedent
    double took_ms = 0;
    ReadAsView read_as;
    ContractView contract;
    std::vector<CardView> cards;

    static SuggestionsView of(const Visit& visit, const app::SuggestionList& list,
                              const std::string& query_id);
    static SuggestionsView failure(const Visit& visit, const Error& error);
    void fill(render::View& view) const;
};

// What was just recorded, on a page without scripts, with the way back.
struct ReuseNoticeView {
    std::string text;  // empty: nothing was
    std::int64_t reuse_id = 0;
    std::string query_id;

    void fill(render::View& view) const;
};

struct DeskView {
    std::string text;
    std::size_t case_count = 0;
    SuggestionsView suggestions;
    ReuseNoticeView reuse;
    BurstsView bursts;

    void fill(render::View& view) const;
};

}  // namespace casebook::web
