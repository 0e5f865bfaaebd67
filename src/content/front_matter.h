// Front matter (YAML between two lines of "---") to and from the header of an Entry.
//
// Reading is strict where a mistake would mislead (a state that does not exist, a date that is none) and keeps what it
// does not know. Writing makes single lines, so that a change touches only the lines of the fields that changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/entry.h"

namespace casebook::content {

// Fills the header of `entry` from the YAML text. `first_line` is the file's line number of its first line.
// Error: invalid, with the line.
Result<void> read_front_matter(std::string_view yaml, int first_line, Entry& entry);

// The front-matter fields in the order in which a new file has them.
const std::vector<Field>& header_fields();

// "title: 宽带每晚掉线" without a line end; nullopt when the entry has no value for it.
std::optional<std::string> header_line(const Entry& entry, Field field);

// The same for a key that Casebook does not know.
std::string extra_line(const ExtraKey& extra);

// Where each name begins, in the order in which they stand there. Requires: read_front_matter() succeeded.
struct KeyLine {
    std::string name;
    int line;  // of the front matter, from 0
};
std::vector<KeyLine> key_lines(std::string_view yaml);

}  // namespace casebook::content
