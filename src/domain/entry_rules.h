// What must hold for an entry that a person or a program saves. Files that were written by hand may be less complete; they are
// served all the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/entry.h"

namespace casebook {

inline constexpr std::size_t kLongestTitle = 200;  // characters
inline constexpr std::size_t kLongestLabel =
    100;  // characters: category, product, author, one tag, ...
inline constexpr std::size_t kLongestText = 100'000;  // characters of one section
inline constexpr std::size_t kMostTags = 30;

enum class EntryRule {
    needs_title_or_complaint,
    needs_title,
    needs_date,
    needs_body,
    too_long,
    too_many,
    not_text,  // not UTF-8, or with characters that no text has
    has_line_end,
    not_a_path,
    out_of_range,
};
std::string_view to_text(EntryRule rule);  // the end of its message key, "rule.<text>"

struct BrokenRule {
    Field field;
    EntryRule rule;
};

// Empty when the entry may be saved.
std::vector<BrokenRule> find_broken_rules(const Entry& entry);

}  // namespace casebook
