// The library folder: which Markdown files there are, and what is in them. It is the truth about knowledge; a person
// and git may change it at any time.
//
//   cases/<yyyy-mm>/<id>-<slug>.md   dailies/<yyyy-mm>/<date>.md   posts/<yyyy-mm>/<id>-<slug>.md   categories.yml
//
// Not thread-safe for writing; reading may happen from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "domain/category.h"
#include "domain/entry.h"

namespace casebook::content {

// Which bytes were read: enough to see that a file changed without reading it.
struct FileStamp {
    std::string path;  // relative to the library folder, with '/'
    Kind kind = Kind::case_;
    std::string
        version;  // eight bytes, a hash of size and modification time: changes whenever the file does
};

inline constexpr std::string_view kSynonymsFile = "synonyms.yml";
inline constexpr std::string_view kStockPhrasesFile = "stock_phrases.yml";

inline constexpr std::string_view kLearningFile = "learning.yml";

inline constexpr std::string_view kCategoriesFile = "categories.yml";
inline constexpr std::uint64_t kLargestFile = 1024 * 1024;  // bytes

class Library {
  public:
    explicit Library(std::filesystem::path folder) : folder_(std::move(folder)) {}

    const std::filesystem::path& folder() const { return folder_; }

    // Every Markdown file of the three kinds, sorted by path; hidden files are left out.
    Result<std::vector<FileStamp>> scan() const;

    // The stamp of one file. Error: not_found.
    Result<FileStamp> stamp(const std::string& path) const;

    // Error: what parse_entry says, with the path.
    Result<Entry> load(const std::string& path, Kind kind) const;
    Result<std::string> load_text(const std::string& path) const;
    // The same from a text that was loaded.
    Result<Entry> parse(const std::string& path, std::string_view text, Kind kind) const;

    // Where a new entry's file goes. Requires an id (a daily: a date).
    std::string path_for(const Entry& entry) const;

    Result<void> stage(const std::string& path, std::string_view text, FileWriter& writer) const;

    // The categories of categories.yml (kCategoriesFile); none when there is no such file.
    Result<std::vector<Category>> load_categories() const;

    // Of learning.yml: the days after which what was learnt from reuse counts half; 365 when there is no such file.
    Result<std::chrono::days> load_half_life() const;

    // The groups of synonyms.yml; those that ship with Casebook when there is no such file.
    Result<std::vector<std::vector<std::string>>> load_synonyms() const;

    // The phrases of stock_phrases.yml; those that ship with Casebook when there is no such file.
    Result<std::vector<std::string>> load_stock_phrases() const;

  private:
    std::filesystem::path folder_;
};

// Which kind of entry a path holds, from its first folder.
std::optional<Kind> kind_of_path(std::string_view path);

}  // namespace casebook::content
