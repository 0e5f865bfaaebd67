// What the index keeps of an entry: all that Casebook knows of it (not unknown keys), so that a suggestion can be shown without
// opening files, and which file it was made from.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/entry.h"

namespace casebook::search {

struct StoredEntry {
    Entry entry;
    std::string path;  // relative to the library folder
    std::string
        version;  // of the file (content::FileStamp); no part of the encoding, the index has it by itself
};

std::string encode(const StoredEntry& stored);

// Error: corrupt. That bytes are those that were written is for the packing to say (entry_packing.h).
Result<StoredEntry> decode(std::string_view bytes);

}  // namespace casebook::search
