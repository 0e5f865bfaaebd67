#include "app/workspace.h"

#include "app/index_library.h"
#include "base/log.h"

namespace casebook::app {

Workspace::Workspace(const WorkspaceOptions& options)
    : options_(options),
      library_(options.content),
      clock_(std::make_unique<SystemClock>()),
      writer_(std::make_unique<PosixFileWriter>(options.durability)) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options,
                                                   const Progress& progress) {
    auto workspace = std::unique_ptr<Workspace>(new Workspace(options));
    auto lock = FolderLock::acquire(options.state);
    if (lock) {
        workspace->lock_.emplace(std::move(*lock));
        if (auto opened = workspace->open_for_writing(progress); !opened) return opened.error();
        return workspace;
    }
    const bool another_process = lock.error().kind == ErrorKind::busy;
    if (options.access == Access::write || !another_process) return lock.error();
    auto index = search::Index::open(workspace->index_folder(), options.readers);
    if (!index) return index.error();
    workspace->index_.emplace(std::move(*index));
    return workspace;
}

Result<void> Workspace::open_for_writing(const Progress& progress) {
    auto database = store::Database::open(options_.state / "casebook.db");
    if (!database) return database.error();
    database_.emplace(std::move(*database));
    if (auto opened = open_index(progress); !opened) return opened;
    if (const auto categories = library_.load_categories(); !categories)
        problems_.push_back(categories.error());
    return {};
}

Result<void> Workspace::reopen_index() {
    auto index = search::Index::open(index_folder(), options_.readers);
    if (!index) return index.error();
    index_.emplace(std::move(*index));
    return {};
}

Result<void> Workspace::build_index(const Progress& progress) {
    auto built = rebuild_index(library_, index_folder(), progress);
    if (!built) return built.error();
    problems_ = std::move(built->problems);
    return reopen_index();
}

Result<void> Workspace::open_index(const Progress& progress) {
    auto index = search::Index::open(index_folder(), options_.readers);
    if (!index) {
        if (index.error().kind != ErrorKind::not_found) log(index.error());
        return build_index(progress);
    }
    index_.emplace(std::move(*index));
    auto updated = update_index(library_, *index_, index_folder(), progress);
    if (!updated && updated.error().kind == ErrorKind::corrupt) {
        log(updated.error());
        return build_index(progress);
    }
    if (!updated) return updated.error();
    problems_ = std::move(updated->problems);
    return {};
}

}  // namespace casebook::app
