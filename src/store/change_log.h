// The table "recent_changes": what was changed around the customers. Rows are marked as removed, never deleted.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/recent_change.h"

namespace casebook::store {

class Database;

class ChangeLog {
  public:
    // The database outlives it.
    explicit ChangeLog(const Database& database) : database_(database) {}

    // Gives it with its id. With its line of the audit trail.
    Result<RecentChange> add(const RecentChange& change);

    // Newest day first, without those that were removed.
    Result<std::vector<RecentChange>> latest(std::size_t limit) const;

    // Error: not_found.
    Result<void> remove(std::int64_t id, const Timestamp& when, const std::string& who);

    Result<std::int64_t> count() const;  // removed ones too

  private:
    const Database& database_;
};

}  // namespace casebook::store
