// An entry as a document of the index (index_fields.h says what is in one). For this module's .cpp files only (a heavy header).
#pragma once

#include <xapian.h>

#include "search/stored_entry.h"

namespace casebook::search {

Xapian::Document make_document(const StoredEntry& stored);

}  // namespace casebook::search
