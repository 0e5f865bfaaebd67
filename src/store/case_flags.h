// The table "case_flags": somebody who may not change a case says that it needs a look, and why; it stays until somebody settles it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/entry.h"

namespace casebook::store {

class Database;

struct CaseFlag {
    std::int64_t id = 0;
    EntryId case_id = 0;
    std::string who;
    Timestamp when{};
    std::string reason;  // personal data masked
};

class CaseFlags {
  public:
    // The database outlives it.
    explicit CaseFlags(const Database& database) : database_(database) {}

    // Gives it as it is kept; the same person's flag that is open already is kept as it was. With its line of the audit trail.
    Result<CaseFlag> add(const CaseFlag& flag);

    // All that are open, of one case or of all; oldest first.
    Result<std::vector<CaseFlag>> open(std::optional<EntryId> case_id, std::size_t limit) const;

    // All open ones of the case; gives how many there were. With a line of the audit trail when there was one.
    Result<std::size_t> settle(EntryId case_id, const Timestamp& when, const std::string& who);

  private:
    const Database& database_;
};

}  // namespace casebook::store
