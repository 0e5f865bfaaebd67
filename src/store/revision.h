// What happened to a file of the library, one row a change. A revision keeps the whole text that the file had after it, so that
// any earlier state can be shown and nothing that a person wrote is lost by an edit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/entry.h"

namespace casebook::store {

enum class Origin {
    found,    // the file was there when Casebook first saw it
    outside,  // changed by an editor or by git
    page,
    api,
    import,
    command,
};
std::string_view to_text(Origin origin);
std::optional<Origin> parse_origin(std::string_view text);

struct Revision {
    std::int64_t sequence = 0;  // from 1, over all files; given by the database
    std::string path;           // of the library
    EntryId entry = 0;          // 0: the file could not be read
    std::string at;             // 2026-03-02T09:14:00+08:00
    std::string author;         // empty: not known
    Origin origin = Origin::found;
    std::string reason;
    std::string fingerprint;  // of the text; empty: the file was removed
    std::string text;         // empty where it is not UTF-8 text, or was not asked for
};

// A file that the index has to look at again.
struct QueuedPath {
    std::int64_t sequence = 0;
    std::string path;
};

}  // namespace casebook::store
