// Suggesting, on one open database: a complaint's terms, the best entries for them, the order in which they are shown. For index.cpp.
#pragma once

#include "search/index.h"
#include "search/snapshot.h"

namespace casebook::search {

// `aids`: valid as long as the call.
Result<Precedents> suggest_in(const Snapshot& snapshot, const SuggestQuery& query,
                              const LanguageAids& aids = {});

}  // namespace casebook::search
