// What of an entry can be found by words, whatever its kind: the one answer for indexing, for looking phrases up and for marking
// what matched. Which field belongs to which group is said in index_fields.h.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/entry.h"
#include "search/index_fields.h"

namespace casebook::search {

struct SearchableText {
    TextGroup group;
    std::optional<Field> field;  // none: a section whose heading Casebook does not know
    std::string_view heading;    // of such a section
    std::string_view text;       // Markdown; never empty; views into the entry
};

// The title first, then the sections in the order of the entry, then the labels. The entry must outlive the result.
std::vector<SearchableText> searchable_texts(const Entry& entry);

}  // namespace casebook::search
