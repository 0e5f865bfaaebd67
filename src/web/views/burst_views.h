// What gathers on one case just now, for the banner on the desk.
#pragma once

#include <string>
#include <vector>

#include "domain/burst.h"
#include "web/views/contract_views.h"

namespace casebook::web {

struct BurstView {
    long long case_id = 0;
    std::string case_title, case_url, answer;
    std::string since;  // "09:10"
    std::size_t count = 0;
    bool guessed = false;
    std::vector<ChangeView> changes;  // lately, that may have to do with it
    static BurstView of(const Visit& visit, const Burst& burst, const Entry& entry);
    void fill(render::View& view) const;
};

struct BurstsView {
    std::vector<BurstView> bursts;
    // Those whose cases this person may see; the first few.
    static BurstsView of(const Visit& visit);
    void fill(render::View& view) const;
};

}  // namespace casebook::web
