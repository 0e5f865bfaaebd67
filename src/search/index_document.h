// An entry as a document of the index (index_fields.h says what is in one). For this module's .cpp files only (a heavy header).
#pragma once

#include <xapian.h>

#include "search/entry_packing.h"
#include "search/stored_entry.h"

namespace casebook::search {

// Its data is the encoded entry, not packed yet.
Xapian::Document make_document(const StoredEntry& stored);

void pack_data(Xapian::Document& document, EntryPacker& packer);

}  // namespace casebook::search
