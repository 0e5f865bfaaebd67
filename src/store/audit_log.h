// The audit trail: rows that are only ever added, each with a hash over itself and the hash of the row before it. The number and the
// hash of the last row are kept once more (audit_head), so that a row that is changed, removed, put between others or cut off the end
// shows. Whoever can write to the database file can also work out a whole new chain: note head() outside the machine to see that, too.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "store/audit_event.h"

namespace casebook::store {

class Database;

struct AuditRow {
    std::int64_t sequence = 0;  // from 1, without a gap
    AuditEvent event;
    std::string hash;
};

struct AuditHead {
    std::int64_t sequence = 0;  // 0: nothing was recorded yet
    std::string hash;
};

struct AuditVerdict {
    AuditHead head;
    std::optional<std::int64_t>
        broken_at;  // the first row that is not what was recorded, or is missing
};

class AuditLog {
  public:
    // The database outlives it.
    explicit AuditLog(const Database& database) : database_(database) {}

    // Durable when it returns.
    Result<void> add(const AuditEvent& event);

    // Newest first; `before`: only rows with a smaller sequence. `action`: only of this or beginning with it and a dot; empty: all.
    Result<std::vector<AuditRow>> latest(std::size_t limit, std::optional<std::int64_t> before = {},
                                         const std::string& action = "") const;

    Result<AuditHead> head() const;

    // Reads the whole chain.
    Result<AuditVerdict> verify() const;

  private:
    const Database& database_;
};

}  // namespace casebook::store
