#include "app/import_source_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/csv_reader.h"
#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

Error wrong_header(std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}};
}

std::string names_of(std::vector<std::string> header) {
    for (std::string& name : header) name = fmt::format("“{}”", collapse_white_space(name));
    return join(header, ", ");
}

// A column without a name is known by its place.
std::vector<std::string> fields_of(const std::vector<std::string>& header, const ColumnMap& map) {
    std::vector<std::string> fields;
    for (const std::string& name : header) {
        const std::string field = field_of_column(name, map);
        fields.push_back(field.empty() ? fmt::format("column {}", fields.size() + 1) : field);
    }
    return fields;
}

Result<void> check_map(const std::vector<std::string>& header, const ColumnMap& map) {
    for (const auto& [column, field] : map) {
        const bool found = std::any_of(header.begin(), header.end(), [&](const std::string& name) {
            return collapse_white_space(name) == column;
        });
        if (!found)
            return wrong_header(fmt::format("--map {}={}: there is no such column", field, column),
                                "The columns are " + names_of(header));
    }
    return {};
}

Result<void> check_fields(const std::vector<std::string>& header,
                          const std::vector<std::string>& fields) {
    std::set<std::string> seen;
    for (const std::string& field : fields)
        if (!seen.insert(field).second)
            return wrong_header(fmt::format("Two columns stand for “{}”: the columns are {}", field,
                                            names_of(header)),
                                "Rename or remove one of the two");
    for (const std::string_view needed : {"title", "complaint", "body"})
        if (seen.count(std::string(needed)) != 0) return {};
    return wrong_header(
        "No column is a title or a complaint: the columns are " + names_of(header),
        "The first row names the columns; say which is which with --map complaint=COLUMN");
}

class CsvSource final : public ImportSource {
  public:
    CsvSource(std::string path, TextFile file, std::chrono::minutes default_offset)
        : path_(std::move(path)), file_(std::move(file)), default_offset_(default_offset) {}

    Result<void> read_header(const ColumnMap& map) {
        const auto row = reader_.next();
        if (!row) return at_line(row.error(), 0);
        if (!*row) return at_line(wrong_header("The table is empty", ""), 0);
        const auto& header = (*row)->cells;
        const int line = (*row)->line;
        if (!header) return at_line(header.error(), line);
        if (const auto bad = first_undecodable(*header))
            return at_line(wrong_header("The names of the columns are not " +
                                            std::string(to_text(file_.encoding())),
                                        "Name the encoding of the file with --encoding"),
                           line);
        fields_ = fields_of(*header, map);
        if (auto checked = check_map(*header, map); !checked) return at_line(checked.error(), line);
        if (auto checked = check_fields(*header, fields_); !checked)
            return at_line(checked.error(), line);
        return {};
    }

    Result<std::optional<SourceRow>> next() override {
        auto row = reader_.next();
        if (!row) return row.error();
        if (!*row) return std::optional<SourceRow>();
        const Place place{path_, (*row)->line};
        auto read = read_row(**row);
        if (read) return std::optional(SourceRow{std::move(read), place});
        return std::optional(SourceRow{at_line(read.error(), place.line), place});
    }

    std::uint64_t done() const override { return file_.bytes_done(); }
    std::uint64_t total() const override { return file_.bytes_total(); }

    std::vector<std::string> notes() const override {
        const char separator = reader_.separator();
        return {fmt::format("{}: read as {}, columns parted by {}", path_,
                            to_text(file_.encoding()),
                            separator == '\t' ? "tab" : fmt::format("“{}”", separator))};
    }

  private:
    static std::optional<std::size_t> first_undecodable(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (find_invalid_utf8(cells[i])) return i;
        return std::nullopt;
    }

    Error at_line(Error error, int line) const {
        error.place = {path_, line};
        return error;
    }

    Result<ImportRow> read_row(CsvRow& row) const {
        if (!row.cells) return row.cells.error();
        if (row.cells->size() != fields_.size())
            return Error{ErrorKind::invalid,
                         fmt::format("The row has {} cells, the first row names {} columns",
                                     row.cells->size(), fields_.size()),
                         "Put texts that hold the separator or a line end between quotes",
                         {}};
        std::vector<NamedCell> cells;
        for (std::size_t i = 0; i < fields_.size(); ++i)
            cells.push_back({fields_[i], std::move((*row.cells)[i])});
        return parse_table_row(cells, default_offset_);
    }

    std::string path_;
    TextFile file_;
    CsvReader reader_{file_};
    std::vector<std::string> fields_;  // of the columns, in their order
    std::chrono::minutes default_offset_;
};

}  // namespace

Result<std::unique_ptr<ImportSource>> open_csv_source(const fs::path& path, TextFile file,
                                                      const ImportSettings& settings,
                                                      std::chrono::minutes default_offset) {
    auto source = std::make_unique<CsvSource>(path.string(), std::move(file), default_offset);
    if (auto read = source->read_header(settings.map); !read) return read.error();
    return std::unique_ptr<ImportSource>(std::move(source));
}

}  // namespace casebook::app
