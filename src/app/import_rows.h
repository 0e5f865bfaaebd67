// Rows of other systems as entries: which fields there are, what is wrong with a row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_columns.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/entry.h"

namespace casebook::app {

// The Markdown file that a row was read from. It is taken over byte for byte but for the lines of what has to change.
struct WrittenFile {
    std::string
        path;  // below the folder of the library it comes from; empty when it comes from none
    std::string text;
};

struct ImportRow {
    Entry
        entry;  // what the row does not say is empty; the id of a library's file is kept where it is free
    std::optional<State> state;             // when the row says it
    std::vector<std::string> unknown_keys;  // kept as extra front matter
    std::string known_as;  // the external_id, or what stands for one where the row has none
    std::optional<WrittenFile> file;
};

// One line of JSONL; "kind" says daily or post, else it is a case. A row without an id gets an external_id made from its
// content, so that importing it again changes nothing. Error: invalid, for a person who repairs the row.
Result<ImportRow> parse_jsonl_row(std::string_view line, std::chrono::minutes default_offset,
                                  const ColumnMap& map = {});

// One cell of a table.
struct NamedCell {
    std::string field;  // of field_of_column(); another name is kept as extra front matter
    std::string text;
};

// The same for a row of a table, whose cells are texts: tags are parted by ; 、 | or a comma.
Result<ImportRow> parse_table_row(const std::vector<NamedCell>& cells,
                                  std::chrono::minutes default_offset);

}  // namespace casebook::app
