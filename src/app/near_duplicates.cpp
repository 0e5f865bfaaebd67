#include "app/near_duplicates.h"

#include "base/log.h"

namespace casebook::app {

std::vector<NearDuplicateCase> find_near_duplicates(const Workspace& workspace,
                                                    const Entry& entry) {
    std::vector<NearDuplicateCase> nearest;
    if (entry.kind != Kind::case_ || workspace.health().is_degraded()) return nearest;
    auto found = workspace.index().near_duplicates(entry);
    if (!found) {
        log(found.error());
        return nearest;
    }
    for (search::NearDuplicate& duplicate : *found) {
        if (nearest.size() == kMostNearDuplicates) break;
        nearest.push_back({std::move(duplicate.stored.entry), duplicate.likeness});
    }
    return nearest;
}

}  // namespace casebook::app
