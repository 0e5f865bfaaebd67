#include "content/library.h"

#include <dirent.h>
#include <fmt/compile.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/hash.h"
#include "base/text.h"
#include "content/categories_file.h"
#include "content/entry_file.h"
#include "content/learning_file.h"
#include "content/problems.h"
#include "content/shipped_lists.h"
#include "content/synonyms_file.h"

namespace casebook::content {
namespace {

namespace fs = std::filesystem;

struct KindFolder {
    Kind kind;
    std::string_view folder;
};

constexpr KindFolder kFolders[] = {
    {Kind::case_, "cases"}, {Kind::daily, "dailies"}, {Kind::post, "posts"}};
constexpr std::size_t kSlugCharacters = 24;

std::string version_of(const struct stat& status) {
    const std::uint64_t hash = fnv1a(fmt::format(FMT_COMPILE("{}:{}.{:09}"), status.st_size,
                                                 status.st_mtim.tv_sec, status.st_mtim.tv_nsec));
    return {reinterpret_cast<const char*>(&hash), sizeof hash};
}

// Lists one folder after the other with the system's own calls: a start looks at every file, and a hundred thousand times the
// library's path objects would be half of its time.
class FolderList {
  public:
    FolderList(const fs::path& library, Kind kind, std::vector<FileStamp>& stamps)
        : library_(library), kind_(kind), stamps_(stamps) {}

    Result<void> list(const std::string& below) {
        const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir((library_ / below).c_str()),
                                                         ::closedir);
        if (!folder) return cannot_list(below);
        std::vector<std::string> inner;
        while (const dirent* found = next_in(folder.get())) {
            const std::string_view name = found->d_name;
            if (name.starts_with('.')) continue;
            if (name.ends_with(".md") && found->d_type != DT_DIR)
                add(::dirfd(folder.get()), below, found->d_name);
            else if (found->d_type == DT_DIR || found->d_type == DT_UNKNOWN)
                inner.push_back(below + "/" + std::string(name));
        }
        if (errno != 0) return cannot_list(below);
        for (const std::string& path : inner)
            if (std::error_code failure; fs::is_directory(library_ / path, failure))
                if (auto listed = list(path); !listed) return listed;
        return {};
    }

  private:
    // None at the end and on an error, which errno tells apart: what was done with the one before may have left it set.
    static const dirent* next_in(DIR* folder) {
        errno = 0;
        return ::readdir(folder);
    }

    void add(int folder, const std::string& below, const char* name) {
        struct stat status {};
        if (::fstatat(folder, name, &status, 0) != 0 || !S_ISREG(status.st_mode)) return;
        stamps_.push_back({below + "/" + name, kind_, version_of(status)});
    }

    Error cannot_list(const std::string& below) const {
        return {ErrorKind::io,
                std::string("Cannot list the folder: ") + std::strerror(errno),
                "",
                {(library_ / below).string(), 0}};
    }

    const fs::path& library_;
    Kind kind_;
    std::vector<FileStamp>& stamps_;
};

// Letters and digits of any script stay; everything else becomes a hyphen.
std::string slug(std::string_view title) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t position = 0; position < title.size() && count < kSlugCharacters;) {
        const std::size_t start = position;
        const char32_t character = next_character(title, position);
        const bool letter = character >= 0x80 ? (character >= 0x3400 && character <= 0x9FFF)
                                              : std::isalnum(static_cast<int>(character)) != 0;
        if (letter)
            out += ascii_lower(title.substr(start, position - start));
        else if (!out.empty() && out.back() != '-')
            out += '-';
        ++count;
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

std::string month_of(const Entry& entry) {
    const std::optional<Date> date = entry.date      ? entry.date
                                     : entry.created ? std::optional(entry.created->date())
                                                     : std::nullopt;
    return date ? to_text(*date).substr(0, 7) : "undated";
}

Error with_path(Error error, const std::string& path) {
    error.place.path = path;
    return error;
}

// One of the library's lists or settings; `otherwise` when there is no such file.
template <class List>
Result<List> load_list(const Library& library, const std::string& path,
                       Result<List> (*parse)(std::string_view yaml), std::string_view otherwise) {
    const auto text = library.load_text(path);
    if (!text)
        return text.error().kind == ErrorKind::not_found ? parse(otherwise)
                                                         : Result<List>(text.error());
    auto list = parse(*text);
    if (!list) return with_path(list.error(), path);
    return list;
}

}  // namespace

std::optional<Kind> kind_of_path(std::string_view path) {
    const std::string_view first = path.substr(0, path.find('/'));
    for (const KindFolder& candidate : kFolders)
        if (candidate.folder == first) return candidate.kind;
    return std::nullopt;
}

Result<std::vector<FileStamp>> Library::scan() const {
    std::error_code failure;
    if (!fs::is_directory(folder_, failure))
        return Error{ErrorKind::not_found,
                     "There is no library folder",
                     "Give the folder of Markdown files with --content",
                     {folder_.string(), 0}};
    std::vector<FileStamp> stamps;
    for (const KindFolder& kind : kFolders) {
        if (!fs::exists(folder_ / kind.folder, failure)) continue;
        if (auto listed = FolderList(folder_, kind.kind, stamps).list(std::string(kind.folder));
            !listed)
            return listed.error();
    }
    std::sort(stamps.begin(), stamps.end(),
              [](const FileStamp& a, const FileStamp& b) { return a.path < b.path; });
    return stamps;
}

Result<FileStamp> Library::stamp(const std::string& path) const {
    struct stat status {};
    const auto kind = kind_of_path(path);
    if (!kind || ::stat((folder_ / path).c_str(), &status) != 0)
        return Error{ErrorKind::not_found, "The file is not there", "", {path, 0}};
    return FileStamp{path, *kind, version_of(status)};
}

Result<std::string> Library::load_text(const std::string& path) const {
    auto text = read_file(folder_ / path, kLargestFile);
    if (text) return text;
    if (text.error().kind == ErrorKind::not_found) return with_path(text.error(), path);
    const bool large = text.error().kind == ErrorKind::invalid;
    return make_problem(large ? Problem::too_large : Problem::unreadable, text.error().message,
                        {path, 0});
}

Result<Entry> Library::load(const std::string& path, Kind kind) const {
    const auto text = load_text(path);
    if (!text) return text.error();
    return parse(path, *text, kind);
}

Result<Entry> Library::parse(const std::string& path, std::string_view text, Kind kind) const {
    auto entry = parse_entry(text, kind);
    if (!entry) return with_path(entry.error(), path);
    if (entry->id == 0) return make_problem(Problem::no_id, {}, {path, 1});
    return entry;
}

std::string Library::path_for(const Entry& entry) const {
    if (entry.kind == Kind::daily && entry.date)
        return fmt::format("dailies/{}/{}.md", month_of(entry), to_text(*entry.date));
    const std::string name = slug(entry.display_title());
    return fmt::format("{}/{}/{}{}{}.md", kFolders[static_cast<std::size_t>(entry.kind)].folder,
                       month_of(entry), entry.id, name.empty() ? "" : "-", name);
}

Result<void> Library::stage(const std::string& path, std::string_view text,
                            FileWriter& writer) const {
    return writer.stage(folder_ / path, text);
}

Result<std::vector<Category>> Library::load_categories() const {
    return load_list(*this, std::string(kCategoriesFile), parse_categories, "categories: []");
}

Result<std::chrono::days> Library::load_half_life() const {
    return load_list(*this, std::string(kLearningFile), parse_half_life, "half_life_days: 365");
}

Result<std::vector<std::vector<std::string>>> Library::load_synonyms() const {
    return load_list(*this, std::string(kSynonymsFile), parse_synonyms, shipped_synonyms());
}

Result<std::vector<std::string>> Library::load_stock_phrases() const {
    return load_list(*this, std::string(kStockPhrasesFile), parse_stock_phrases,
                     shipped_stock_phrases());
}

}  // namespace casebook::content
