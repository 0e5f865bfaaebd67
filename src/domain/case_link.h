// Somebody says that two cases are of the same problem: what was done in each are then competing resolutions. Links are never removed;
// one that was a mistake is marked as undone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "domain/entry.h"

namespace casebook {

struct CaseLink {
    std::int64_t id = 0;  // from 1, in the order of recording
    EntryId a = 0;        // the smaller
    EntryId b = 0;
    std::string who;
    Timestamp when;
    std::optional<Timestamp> undone{};
    std::string undone_by{};
};

}  // namespace casebook
