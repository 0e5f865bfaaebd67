// Forgetting how callers are reached, so that their bytes are not in the database's files any more. For this module's .cpp files only (a
// heavy header).
#pragma once

#include <soci/soci.h>

#include <cstdint>

namespace casebook::store {

// Of what was closed before (Complaints::purge_contacts). Gives how many.
long long forget_contacts(soci::session& sql, std::int64_t closed_before);

// The journal has pages as they were before. False: somebody reads it; nobody is kept waiting for them.
bool empty_journal(soci::session& sql);

}  // namespace casebook::store
