#include "web/assets.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <vector>

#include "base/files.h"
#include "base/hash.h"
#include "base/log.h"
#include "web/embedded_assets.h"

namespace casebook::web {
namespace {

using FileTexts = std::map<std::string, std::string>;

struct ContentType {
    std::string_view extension;
    std::string_view type;
};

constexpr std::array kContentTypes{
    ContentType{".css", "text/css; charset=utf-8"},
    ContentType{".js", "text/javascript; charset=utf-8"},
    ContentType{".svg", "image/svg+xml"},
    ContentType{".png", "image/png"},
};

std::string_view content_type_of(std::string_view path) {
    for (const ContentType& candidate : kContentTypes)
        if (path.ends_with(candidate.extension)) return candidate.type;
    return "application/octet-stream";
}

#ifdef CASEBOOK_ASSET_FOLDER

namespace fs = std::filesystem;

const fs::path kRoot = CASEBOOK_ASSET_FOLDER;

std::vector<fs::directory_entry> all_files() {
    std::vector<fs::directory_entry> files;
    for (const char* folder : {"templates", "static"}) {
        std::error_code failure;
        for (fs::recursive_directory_iterator file(kRoot / folder, failure), end;
             !failure && file != end; file.increment(failure))
            if (file->is_regular_file()) files.push_back(*file);
    }
    return files;
}

Result<FileTexts> read_all_files() {
    FileTexts files;
    for (const fs::directory_entry& file : all_files()) {
        auto text = read_file(file.path(), 16 * 1024 * 1024);
        if (!text) return text.error();
        files.emplace(file.path().lexically_relative(kRoot).generic_string(), std::move(*text));
    }
    return files;
}

// Another one when a file was changed, added or removed.
std::uint64_t state_of_files() {
    std::uint64_t state = kHashStart;
    for (const fs::directory_entry& file : all_files()) {
        std::error_code gone;
        const auto changed = file.last_write_time(gone).time_since_epoch().count();
        state = fnv1a(fmt::format("{} {}", file.path().string(), changed), state);
    }
    return state;
}

#else

Result<FileTexts> read_all_files() {
    FileTexts files;
    for (const auto& [path, bytes] : embedded_assets()) files.emplace(path, bytes);
    return files;
}

std::uint64_t state_of_files() {
    return kHashStart;
}

#endif

std::string stamp_of(const std::map<std::string, Asset, std::less<>>& files) {
    std::uint64_t hash = kHashStart;
    for (const auto& [path, asset] : files) hash = fnv1a(asset.bytes, fnv1a(path, hash));
    return fmt::format("{:016x}", hash);
}

}  // namespace

Result<std::shared_ptr<const Assets>> Assets::load() {
    const auto files = read_all_files();
    if (!files) return files.error();
    render::TemplateSources sources;
    for (const auto& [path, text] : *files)
        if (path.starts_with("templates/")) sources.emplace(path.substr(10), text);
    auto templates = render::Templates::load(sources);
    if (!templates) return templates.error();

    auto assets = std::shared_ptr<Assets>(new Assets(std::move(*templates)));
    Asset style{"text/css; charset=utf-8", {}};
    for (const auto& [path, text] : *files) {  // in alphabetical order
        if (!path.starts_with("static/")) continue;
        const std::string below = path.substr(7);
        if (below.ends_with(".css"))
            style.bytes += text;
        else
            assets->files_.emplace(below, Asset{content_type_of(below), text});
    }
    assets->files_.emplace("css/app.css", std::move(style));
    assets->stamp_ = stamp_of(assets->files_);
    return std::shared_ptr<const Assets>(std::move(assets));
}

std::string Assets::url(std::string_view path) const {
    return fmt::format("/static/{}/{}", stamp_, path);
}

const Asset* Assets::find(std::string_view stamped_path) const {
    const std::string folder = stamp_ + "/";
    if (!stamped_path.starts_with(folder)) return nullptr;
    const auto found = files_.find(stamped_path.substr(folder.size()));
    return found == files_.end() ? nullptr : &found->second;
}

CurrentAssets::CurrentAssets(std::shared_ptr<const Assets> assets, AssetReading reading)
    : reading_(reading), assets_(std::move(assets)), state_(state_of_files()) {}

std::shared_ptr<const Assets> CurrentAssets::get() const {
    const std::lock_guard lock(mutex_);
    if (reading_ == AssetReading::once) return assets_;
    const std::uint64_t state = state_of_files();
    if (state == state_) return assets_;
    state_ = state;
    if (auto fresh = Assets::load())
        assets_ = std::move(*fresh);
    else
        log(fresh.error());  // a template that is being edited; the last good ones serve
    return assets_;
}

}  // namespace casebook::web
