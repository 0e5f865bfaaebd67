// Adding to the audit trail inside the transaction of what it tells. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include "store/audit_event.h"

namespace casebook::store {

void add_audit_row(soci::session& sql, const AuditEvent& event);

}  // namespace casebook::store
