// Whether a case is still right, as cards and its own page show it, with the ways to say that it is not (partials/_judge).
#pragma once

#include <string>
#include <vector>

#include "app/read_entry.h"
#include "web/page.h"

namespace casebook::web {

struct FlagView {
    std::string reason, time, who;  // who: for those who may judge; else empty
    void fill(render::View& view) const;
};

struct JudgeView {
    EntryId id = 0;
    bool in_use = false;     // it is suggested: it may be withdrawn, confirmed or flagged
    bool may_judge = false;  // else it may be flagged
    bool may_restore =
        false;  // it was withdrawn, by this person or for a lead; of a case's page alone
    std::vector<FlagView> flags;  // that nobody settled yet; of a case's page alone
    std::string withdrawn_note, withdrawn_reason;  // by whom and when, of a case's page alone

    static JudgeView of_card(const Visit& visit, const Entry& entry);
    static JudgeView of_page(const Visit& visit, const app::ReadEntry& read);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
