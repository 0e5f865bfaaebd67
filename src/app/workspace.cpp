#include "app/workspace.h"

#include <limits>

#include "app/burst_watch.h"
#include "app/complaints/complaint_desk.h"
#include "app/complaints/complaint_notices.h"
#include "app/notice_board.h"
#include "app/outside_changes.h"
#include "app/people/accounts.h"
#include "base/log.h"
#include "search/index_builder.h"

namespace casebook::app {
namespace {

constexpr std::int64_t kEverything = std::numeric_limits<std::int64_t>::max();

// To build anew is quicker than to bring in more than half one by one, and leaves nothing superseded behind.
bool is_most_of(const IndexChanges& changes, const search::Index& index, std::size_t few) {
    const std::size_t changed = changes.changed.size() + changes.gone.size();
    const auto entries = index.count(std::nullopt);
    return changed > few && entries && changed > *entries / 2;
}

}  // namespace

Workspace::Workspace(const WorkspaceOptions& options)
    : options_(options),
      library_(options.content),
      clock_(std::make_unique<SystemClock>()),
      learning_(clock_->now()),
      writer_(std::make_unique<PosixFileWriter>(options.durability)) {}

Workspace::~Workspace() = default;

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
    auto database = store::Database::open_for_reading(options.state / "casebook.db");
    if (!database) return database.error();
    workspace->database_.emplace(std::move(*database));
    if (auto loaded = workspace->load_what_reuse_says(); !loaded) return loaded.error();
    workspace->load_words();
    return workspace;
}

Result<void> Workspace::open_for_writing(const Progress& progress) {
    remove_leftovers(options_.content);
    stand_in_.remove();
    auto database = store::Database::open(options_.state / "casebook.db");
    if (!database) return database.error();
    database_.emplace(std::move(*database));
    if (auto loaded = load_what_reuse_says(); !loaded) return loaded;
    reuse_listener_ = std::make_unique<LearningListener>(learning_, *database_);
    if (auto loaded = load_accounts(); !loaded) return loaded;
    complaint_desk_ = std::make_unique<ComplaintDesk>(*database_);
    complaint_desk_->use_listener(std::make_unique<ComplaintNotices>(*notices_));
    if (auto opened = open_index(progress); !opened) return opened;
    if (const auto categories = library_.load_categories(); !categories)
        problems_.replace({}, {categories.error()});
    load_words();
    return {};
}

Result<void> Workspace::load_what_reuse_says() {
    auto summaries = database_->outcome_summaries();
    if (!summaries) return summaries.error();
    outcomes_.replace_all(std::move(*summaries));
    return learning_.read_log(*database_);
}

void Workspace::load_words() {
    words_.load(library_, problems_, *index_);
    const auto half_life = library_.load_half_life();
    problems_.replace({std::string(content::kLearningFile)},
                      half_life ? Problems{} : Problems{half_life.error()});
    if (half_life) learning_.use_half_life(*half_life);
}

Result<void> Workspace::load_accounts() {
    accounts_ = std::make_unique<Accounts>(*database_, [this] { return clock_->now(); });
    notices_ = std::make_unique<NoticeBoard>(*database_, [this] { return clock_->now(); });
    if (auto loaded = notices_->load(); !loaded) return loaded;
    bursts_ = std::make_unique<BurstWatch>(*database_, [this] { notices_->tell_desk(); });
    if (auto loaded = bursts_->load(clock_->now().instant); !loaded) return loaded;
    return accounts_->load();
}

Result<void> Workspace::build_index(const Progress& progress) {
    OutsideChanges outside(*this);
    auto built = rebuild_index(library_, index_folder(), progress, outside.seen());
    if (!built) return built.error();
    problems_.replace_all(built->problems);
    if (const auto recorded = outside.record(); !recorded) log(recorded.error());
    if (auto opened = reopen_index(); !opened) return opened;
    return database_->remove_queued(kEverything);
}

Result<void> Workspace::reopen_index() {
    if (index_) return index_->reopen();
    auto index = search::Index::open(index_folder(), options_.readers);
    if (!index) return index.error();
    index_.emplace(std::move(*index));
    return {};
}

Result<void> Workspace::open_index(const Progress& progress) {
    if (const auto opened = reopen_index(); !opened) return replace_index(opened.error(), progress);
    const auto updated = update_index(progress);
    if (updated || updated.error().kind != ErrorKind::corrupt) return updated;
    return replace_index(updated.error(), progress);
}

// Builds the index that is missing or damaged: now, or, where somebody waits to be served and it would take long, later, with an
// empty one in its place until then.
Result<void> Workspace::replace_index(const Error& reason, const Progress& progress) {
    const bool none_yet = reason.kind == ErrorKind::not_found;
    if (!none_yet) log(reason);
    const auto files = library_.scan();
    if (!files) return files.error();
    if (options_.missing_index == MissingIndex::build_before_opening ||
        files->size() <= options_.few_files)
        return build_index(progress);
    auto empty = search::IndexBuilder::begin(index_folder(), 1);
    if (!empty) return empty.error();
    if (auto published = search::IndexBuilder::publish(std::move(*empty)); !published)
        return published;
    health_.set_damaged(reason);
    return reopen_index();
}

// The comparison of all files with the index also repairs whatever was queued when the last program ended.
Result<void> Workspace::update_index(const Progress& progress) {
    const auto changes = find_changes(library_, *index_);
    if (!changes) return changes.error();
    if (is_most_of(*changes, *index_, options_.few_files)) return build_index(progress);
    if (!changes->empty()) {
        auto writer = search::IndexWriter::open(index_folder());
        if (!writer) return writer.error();
        OutsideChanges outside(*this);
        for (const std::string& path : changes->gone) outside.saw_removal(path);
        const auto report =
            apply_changes(library_, *index_, *writer, *changes, progress, outside.seen());
        if (!report) return report.error();
        if (auto committed = writer->commit(); !committed) return committed;
        index_->refresh();
        problems_.replace_all(report->problems);
        if (const auto recorded = outside.record(); !recorded) log(recorded.error());
    }
    return database_->remove_queued(kEverything);
}

}  // namespace casebook::app
