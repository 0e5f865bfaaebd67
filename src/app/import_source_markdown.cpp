#include "app/import_source_markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/history_file.h"
#include "app/library_files.h"
#include "app/reuse_log_file.h"
#include "base/files.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "content/library.h"
#include "content/problems.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFrontMatterStart = "---";
constexpr std::string_view kParserNeeds =
    "---\nid: 1\n---\n";                // before a text without front matter
constexpr std::size_t kFilesNamed = 5;  // of those that are not taken over

// Where in a library the file lies, when the folder is one or is a folder of one: content, content/cases, content/cases/2026-03.
std::string path_in_library(const fs::path& folder, const std::string& path) {
    if (path.find('/') != std::string::npos && content::kind_of_path(path)) return path;
    const fs::path parent = folder.filename();
    const fs::path grandparent = folder.parent_path().filename();
    for (const fs::path& prefix : {parent, grandparent / parent})
        if (content::kind_of_path(prefix.generic_string())) return (prefix / path).generic_string();
    return {};
}

std::optional<Encoding> chosen_encoding(EncodingChoice choice, std::string_view text) {
    switch (choice) {
        case EncodingChoice::gb18030:
            return Encoding::gb18030;
        case EncodingChoice::big5:
            return Encoding::big5;
        case EncodingChoice::utf_16:
            return guess_utf_16_order(text);
        case EncodingChoice::utf_8:
        case EncodingChoice::automatic:
            return std::nullopt;
    }
    return std::nullopt;
}

// Nothing is guessed for a file that short: what is neither UTF-8 nor marked as UTF-16 is refused.
std::string as_utf8(std::string bytes, EncodingChoice choice) {
    const auto mark = find_byte_order_mark(bytes);
    if (mark && mark->encoding == Encoding::utf_8) return bytes;
    const auto encoding = mark ? mark->encoding : chosen_encoding(choice, bytes);
    if (!encoding) return bytes;
    std::string text;
    Decoder(*encoding).decode(std::string_view(bytes).substr(mark ? mark->length : 0), Piece::last,
                              text);
    return text;
}

int lines_in(std::string_view text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

std::string_view without_mark(std::string_view text) {
    const auto mark = find_byte_order_mark(text);
    return text.substr(mark ? mark->length : 0);
}

bool has_front_matter(std::string_view text) {
    const std::string_view start = without_mark(text);
    return trim(start.substr(0, start.find('\n'))) == kFrontMatterStart;
}

// Takes a leading "# heading" out of the text before the first section, or out of a post.
std::string take_title(Entry& entry) {
    if (entry.sections.empty()) return {};
    Section& first = entry.sections.front();
    if (!first.heading.empty() || !first.text.starts_with("# ")) return {};
    const std::size_t end = std::min(first.text.find('\n'), first.text.size());
    const std::string title = collapse_white_space(std::string_view(first.text).substr(2, end - 2));
    first.text = std::string(trim(std::string_view(first.text).substr(end)));
    if (first.text.empty()) entry.sections.erase(entry.sections.begin());
    return title;
}

// The sections that --map names, in the place of the heading.
void name_sections(Entry& entry, const ColumnMap& map) {
    for (Section& section : entry.sections) {
        const auto said = map.find(section.heading);
        if (section.field || said == map.end()) continue;
        const auto field = find_field(said->second);
        if (!field || !name_of(*field).is_section() || !entry.text(*field).empty()) continue;
        section.field = field;
        section.heading = heading_for(entry, *field);
    }
}

// Text before the first known heading is what the customer said, unless another section holds that.
void name_leading_text(Entry& entry) {
    if (entry.kind != Kind::case_ || !entry.text(Field::complaint).empty()) return;
    for (Section& section : entry.sections) {
        if (!section.heading.empty()) continue;
        section.field = Field::complaint;
        section.heading = heading_for(entry, Field::complaint);
        return;
    }
}

class MarkdownSource final : public ImportSource {
  public:
    MarkdownSource(fs::path folder, std::vector<std::string> files, const ImportSettings& settings)
        : folder_(std::move(folder)), files_(std::move(files)), settings_(settings) {}

    // Files that are not Markdown: taken over where the folder is a library, else named.
    void sort_out_others() {
        const auto is_markdown = [](const std::string& file) {
            return ascii_lower(fs::path(file).extension().string()) == ".md" &&
                   !file.starts_with("attachments/");
        };
        const auto others = std::stable_partition(files_.begin(), files_.end(), is_markdown);
        const bool library = std::any_of(files_.begin(), others, [](const std::string& file) {
            return content::kind_of_path(file).has_value();
        });
        for (auto file = others; file != files_.end(); ++file)
            if (library && (file->starts_with("attachments/") || *file == "categories.yml" ||
                            *file == content::kSynonymsFile ||
                            *file == content::kStockPhrasesFile || *file == content::kLearningFile))
                companions_.push_back({folder_ / *file, *file});
            else if (library && *file == kHistoryName)
                history_ = folder_ / *file;
            else if (library && *file == kReuseLogName)
                reuse_log_ = folder_ / *file;
            else
                left_.push_back(*file);
        files_.erase(others, files_.end());
    }

    Result<std::optional<SourceRow>> next() override {
        if (next_ == files_.size()) return std::optional<SourceRow>();
        const std::string& file = files_[next_++];
        const Place place{(folder_ / file).string(), 0};
        auto row = read(file);
        if (row) return std::optional(SourceRow{std::move(row), place});
        Error error = row.error();
        error.place.path = place.path;
        return std::optional(SourceRow{std::move(error), place});
    }

    std::uint64_t done() const override { return next_; }
    std::uint64_t total() const override { return files_.size(); }
    std::vector<Companion> companions() const override { return companions_; }
    std::optional<fs::path> history() const override { return history_; }
    std::optional<fs::path> reuse_log() const override { return reuse_log_; }

    std::vector<std::string> notes() const override {
        if (left_.empty()) return {};
        std::vector<std::string> named(
            left_.begin(),
            left_.begin() + static_cast<std::ptrdiff_t>(std::min(left_.size(), kFilesNamed)));
        if (left_.size() > kFilesNamed) named.emplace_back("…");
        return {fmt::format("{}: {} files are not taken over: {}", folder_.string(), left_.size(),
                            join(named, ", "))};
    }

  private:
    // What tells the file apart from those of other folders: the folder's name and the path in it.
    std::string name_of_file(const std::string& file) const {
        return (folder_.filename() / file).generic_string();
    }

    Result<ImportRow> read(const std::string& file) const {
        if (find_invalid_utf8(file))
            return Error{ErrorKind::invalid, "The file's name is not UTF-8", "Rename the file", {}};
        auto bytes = read_file(folder_ / file, content::kLargestFile);
        if (!bytes) return bytes.error();
        std::string text = as_utf8(std::move(*bytes), settings_.encoding);
        const std::string path = path_in_library(folder_, file);
        const Kind kind = content::kind_of_path(path).value_or(Kind::case_);
        return has_front_matter(text) ? read_written(file, path, kind, std::move(text))
                                      : read_plain(file, kind, text);
    }

    Result<ImportRow> read_written(const std::string& file, const std::string& path, Kind kind,
                                   std::string text) const {
        auto entry = content::parse_entry(text, kind);
        if (!entry) return entry.error();
        ImportRow row;
        row.entry = std::move(*entry);
        row.state = row.entry.state;
        row.known_as = !row.entry.external_id.empty() ? row.entry.external_id
                       : row.entry.id != 0            ? fmt::format("md-{}", row.entry.id)
                                                      : name_of_file(file);
        row.file = WrittenFile{row.entry.id != 0 ? path : "", std::move(text)};
        return row;
    }

    Result<ImportRow> read_plain(const std::string& file, Kind kind, std::string_view text) const {
        auto entry =
            content::parse_entry(fmt::format("{}{}", kParserNeeds, without_mark(text)), kind);
        if (!entry) {
            Error error = entry.error();
            error.place.line -= lines_in(kParserNeeds);
            return error;
        }
        ImportRow row;
        row.entry = std::move(*entry);
        row.entry.id = 0;
        const std::string title = take_title(row.entry);
        const std::string stem = fs::path(file).stem().string();
        row.entry.title = title.empty() ? collapse_white_space(stem) : title;
        if (kind == Kind::daily) row.entry.date = parse_date(stem);
        name_sections(row.entry, settings_.map);
        name_leading_text(row.entry);
        row.known_as = row.entry.external_id = name_of_file(file);
        return row;
    }

    fs::path folder_;
    std::vector<std::string> files_;
    ImportSettings settings_;
    std::size_t next_ = 0;
    std::vector<Companion> companions_;
    std::optional<fs::path> history_;
    std::optional<fs::path> reuse_log_;
    std::vector<std::string> left_;
};

}  // namespace

Result<std::unique_ptr<ImportSource>> open_markdown_source(const fs::path& path,
                                                           const ImportSettings& settings) {
    std::error_code failure;
    const fs::path whole = fs::weakly_canonical(path, failure);
    if (!fs::exists(whole, failure))
        return Error{ErrorKind::not_found,
                     "Cannot open the folder to import",
                     "Check its name and its rights",
                     {path.string(), 0}};
    if (!fs::is_directory(whole, failure))
        return std::unique_ptr<ImportSource>(std::make_unique<MarkdownSource>(
            whole.parent_path(), std::vector{whole.filename().string()}, settings));
    auto files = files_below(whole);
    if (!files) return files.error();
    auto source = std::make_unique<MarkdownSource>(whole, std::move(*files), settings);
    source->sort_out_others();
    return std::unique_ptr<ImportSource>(std::move(source));
}

}  // namespace casebook::app
