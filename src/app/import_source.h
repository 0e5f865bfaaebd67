// Where imported rows come from: a JSONL file, a table (CSV), a folder of Markdown. A source gives its rows one by one and
// keeps no more than one of them, whatever the size of the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/import_columns.h"
#include "app/import_rows.h"
#include "app/import_text.h"
#include "base/result.h"

namespace casebook::app {

enum class ImportFormat { automatic, jsonl, csv, markdown };
std::optional<ImportFormat> parse_import_format(std::string_view text);

struct ImportSettings {
    ImportFormat format =
        ImportFormat::automatic;  // automatic: by the name's ending; a folder holds Markdown
    EncodingChoice encoding = EncodingChoice::automatic;
    ColumnMap map;
};

struct SourceRow {
    Result<ImportRow> row;  // Error: the row is refused; its place is set
    Place place;
};

// A file of another library that is not an entry: attachments, categories.yml, synonyms.yml.
struct Companion {
    std::filesystem::path file;
    std::string path;  // below the library's folder
};

class ImportSource {
  public:
    virtual ~ImportSource() = default;

    // The next row, refused ones included; nullopt at the end. Error: io; the source cannot be read any further.
    virtual Result<std::optional<SourceRow>> next() = 0;

    // For the progress: bytes of a file, files of a folder.
    virtual std::uint64_t done() const = 0;
    virtual std::uint64_t total() const = 0;

    // What the person should know of how it was read: the encoding, columns, files that are not taken.
    virtual std::vector<std::string> notes() const { return {}; }

    virtual std::vector<Companion> companions() const { return {}; }

    // The revisions.jsonl and the reuse_events.jsonl of a library that was exported.
    virtual std::optional<std::filesystem::path> history() const { return std::nullopt; }
    virtual std::optional<std::filesystem::path> reuse_log() const { return std::nullopt; }
};

// Error: not_found, io; invalid when no column is a title or a complaint, or --map names a column that is not there.
Result<std::unique_ptr<ImportSource>> open_import_source(const std::filesystem::path& path,
                                                         const ImportSettings& settings,
                                                         std::chrono::minutes default_offset);

}  // namespace casebook::app
