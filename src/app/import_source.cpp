#include "app/import_source.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "app/import_source_csv.h"
#include "app/import_source_markdown.h"
#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, ImportFormat>, 3> kFormats{
    {{"jsonl", ImportFormat::jsonl},
     {"csv", ImportFormat::csv},
     {"markdown", ImportFormat::markdown}}};

ImportFormat format_of(const fs::path& path) {
    std::error_code failure;
    const std::string ending = ascii_lower(path.extension().string());
    if (fs::is_directory(path, failure) || ending == ".md") return ImportFormat::markdown;
    return ending == ".csv" || ending == ".tsv" ? ImportFormat::csv : ImportFormat::jsonl;
}

class JsonlSource final : public ImportSource {
  public:
    JsonlSource(std::string path, TextFile file, const ImportSettings& settings,
                std::chrono::minutes default_offset)
        : path_(std::move(path)),
          file_(std::move(file)),
          map_(settings.map),
          default_offset_(default_offset) {}

    Result<std::optional<SourceRow>> next() override {
        while (true) {
            const auto line = lines_.next();
            if (!line) return line.error();
            if (!*line) return std::optional<SourceRow>();
            if (trim((*line)->text).empty() && !(*line)->is_too_long()) continue;
            return std::optional(row_in(**line));
        }
    }

    std::uint64_t done() const override { return file_.bytes_done(); }
    std::uint64_t total() const override { return file_.bytes_total(); }

    std::vector<std::string> notes() const override {
        if (file_.encoding() == Encoding::utf_8) return {};
        return {fmt::format("{}: read as {}", path_, to_text(file_.encoding()))};
    }

  private:
    SourceRow row_in(const Line& line) const {
        const Place place{path_, line.number};
        auto row = line.is_too_long()
                       ? Error{ErrorKind::invalid, "The row is longer than 4 MiB", "", {}}
                       : parse_jsonl_row(line.text, default_offset_, map_);
        if (row) return {std::move(row), place};
        Error error = row.error();
        error.place = place;
        return {std::move(error), place};
    }

    std::string path_;
    TextFile file_;
    LineReader lines_{file_};
    ColumnMap map_;
    std::chrono::minutes default_offset_;
};

}  // namespace

std::optional<ImportFormat> parse_import_format(std::string_view text) {
    for (const auto& [name, format] : kFormats)
        if (name == text) return format;
    return std::nullopt;
}

Result<std::unique_ptr<ImportSource>> open_import_source(const fs::path& path,
                                                         const ImportSettings& settings,
                                                         std::chrono::minutes default_offset) {
    const ImportFormat format =
        settings.format == ImportFormat::automatic ? format_of(path) : settings.format;
    if (format == ImportFormat::markdown) return open_markdown_source(path, settings);
    auto file = TextFile::open(path, settings.encoding);
    if (!file) return file.error();
    if (format == ImportFormat::csv)
        return open_csv_source(path, std::move(*file), settings, default_offset);
    return std::unique_ptr<ImportSource>(
        std::make_unique<JsonlSource>(path.string(), std::move(*file), settings, default_offset));
}

}  // namespace casebook::app
