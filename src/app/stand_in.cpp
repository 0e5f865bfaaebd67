#include "app/stand_in.h"

#include <algorithm>

#include "app/workspace.h"

namespace casebook::app {
namespace {

using Files = std::vector<content::FileStamp>;

// Files are listed by path, which begins with the month: the newest come last. Cases are put behind all else, so that they are kept first.
void keep_newest(Files& files, std::size_t most) {
    std::stable_partition(files.begin(), files.end(),
                          [](const content::FileStamp& file) { return file.kind != Kind::case_; });
    files.erase(files.begin(), files.end() - static_cast<std::ptrdiff_t>(most));
}

}  // namespace

std::filesystem::path StandIn::folder() const {
    return workspace_.options().state / "stand-in";
}

Result<void> StandIn::build(const GoesOn& goes_on) {
    const WorkspaceOptions& options = workspace_.options();
    auto files = workspace_.library().scan();
    if (!files) return files.error();
    if (files->size() <= options.few_files) return {};
    keep_newest(*files, options.few_files);
    const auto built = rebuild_index_of(*files, workspace_.library(), folder(), goes_on);
    if (!built) return built.error();
    auto index = search::Index::open(folder(), options.readers);
    if (!index) return index.error();
    index->use_words(workspace_.index().words());
    const std::lock_guard lock(mutex_);
    index_ = std::make_shared<search::Index>(std::move(*index));
    return {};
}

void StandIn::remove() {
    const std::lock_guard lock(mutex_);
    index_.reset();
    std::error_code ignored;  // what is left is removed by the next start
    std::filesystem::remove_all(folder(), ignored);
}

std::shared_ptr<const search::Index> StandIn::index() const {
    const std::lock_guard lock(mutex_);
    return index_;
}

}  // namespace casebook::app
