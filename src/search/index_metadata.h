// The parts of the index's metadata that Xapian does not check by itself: each is kept with a checksum. For this module's .cpp files only (a
// heavy header).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

namespace casebook::search {

void put_checked(Xapian::WritableDatabase& database, const std::string& key,
                 std::string_view bytes);

// Empty when nothing was put there. Throws Xapian::Error; DatabaseCorruptError when it is not what was put there.
std::string checked_metadata(const Xapian::Database& database, const std::string& key);

}  // namespace casebook::search
