// Writing a complaint's change inside somebody's transaction. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include "base/result.h"
#include "domain/complaint.h"

namespace casebook::store {

// As Complaints::change does.
Result<Complaint> write_complaint_change(soci::session& sql, Complaint changed, ComplaintStep step);

}  // namespace casebook::store
