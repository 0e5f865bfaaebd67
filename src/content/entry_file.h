// A Markdown file of the library, and the Entry that it holds.
//
// The format in short (docs/content-format.md has it whole): front matter between two lines "---", then sections
// under "## heading". Text before the first heading, headings that Casebook does not know and front-matter keys that it
// does not know are kept. A post's whole body is one section without a heading.
//
// What a person wrote is never rewritten beyond the field that changed: with_changes() copies every byte of the source
// but the lines of changed fields; with nothing changed the result is byte for byte the source.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/entry.h"

namespace casebook::content {

// Reads a file's text. Error: invalid, with the line and the reason (not UTF-8, no front matter, bad YAML, bad value).
Result<Entry> parse_entry(std::string_view text, Kind kind);

// `text` as it can stand inside a section: trimmed, with headings that would begin another section one level deeper
// and an open code fence closed. Texts from outside pass through here, so that print and parse give them back.
std::string as_section_text(std::string_view text);

// The text of a new file.
std::string print_entry(const Entry& entry);

// `source` with the fields in which `changed` differs from it. Requires: parse_entry(source) succeeded.
std::string with_changes(std::string_view source, const Entry& changed);

}  // namespace casebook::content
