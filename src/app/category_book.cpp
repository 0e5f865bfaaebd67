#include "app/category_book.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/log.h"

namespace casebook::app {
namespace {

// Size and time; empty where there is no such file.
std::string version_of_file(const content::Library& library) {
    const std::filesystem::path file = library.folder() / content::kCategoriesFile;
    std::error_code failure;
    const auto written = std::filesystem::last_write_time(file, failure);
    if (failure) return {};
    const auto size = std::filesystem::file_size(file, failure);
    return failure ? std::string() : fmt::format("{} {}", size, written.time_since_epoch().count());
}

}  // namespace

std::shared_ptr<const Categories> CategoryBook::all() const {
    const std::string version = version_of_file(library_);
    const std::lock_guard lock(mutex_);
    if (version == version_) return categories_;
    version_ = version;
    auto read = library_.load_categories();
    if (read)
        categories_ = std::make_shared<const Categories>(std::move(*read));
    else
        log(read.error());
    return categories_;
}

}  // namespace casebook::app
