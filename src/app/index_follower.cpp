#include "app/index_follower.h"

#include <algorithm>

#include "app/outside_changes.h"
#include "app/workspace.h"
#include "base/fingerprint.h"
#include "base/log.h"

namespace casebook::app {
namespace {

constexpr std::size_t kFilesAtOnce = 500;         // between two looks at who else waits
constexpr std::size_t kMostUncommitted = 20'000;  // documents that Xapian holds in memory

}  // namespace

void IndexFollower::enqueue(const std::vector<store::QueuedPath>& paths, Urgency urgency) {
    const std::lock_guard lock(queue_mutex_);
    queue_.insert(queue_.end(), paths.begin(), paths.end());
    if (urgency == Urgency::at_once) urgency_ = Urgency::at_once;
    queued_.notify_all();
}

void IndexFollower::wait_for_work(std::chrono::milliseconds longest) {
    std::unique_lock lock(queue_mutex_);
    queued_.wait_for(lock, longest, [&] { return !queue_.empty() || awake_; });
}

void IndexFollower::stop_waiting() {
    const std::lock_guard lock(queue_mutex_);
    awake_ = true;
    queued_.notify_all();
}

bool IndexFollower::has_work() const {
    const std::lock_guard lock(queue_mutex_);
    return !queue_.empty();
}

IndexFollower::Work IndexFollower::take_work(std::size_t most) {
    const std::lock_guard lock(queue_mutex_);
    Work work;
    for (; !queue_.empty() && work.paths.size() < most; queue_.pop_front()) {
        work.paths.insert(queue_.front().path);
        work.last_sequence = std::max(work.last_sequence, queue_.front().sequence);
    }
    work.urgency = urgency_;
    if (queue_.empty()) urgency_ = Urgency::in_batch;
    return work;
}

// What was put into the index and not committed is gone with the writer, and to be done again.
void IndexFollower::give_back() {
    writer_.reset();
    const std::lock_guard lock(queue_mutex_);
    for (const std::string& path : uncommitted_) queue_.push_front({indexed_up_to_, path});
    uncommitted_.clear();
    urgency_ = Urgency::at_once;
}

// A file that lost its id to another one may be served once that other one changed or is gone. Two losers never wake each other.
void IndexFollower::look_again_at_duplicates(const Work& work) {
    std::set<std::string> losers;
    for (const Error& problem : workspace_.problem_list().all())
        if (problem.code == "id_taken") losers.insert(problem.place.path);
    const bool only_losers = std::all_of(work.paths.begin(), work.paths.end(),
                                         [&](const auto& path) { return losers.contains(path); });
    if (only_losers) return;
    std::vector<store::QueuedPath> again;
    for (const std::string& path : losers)
        if (!work.paths.contains(path)) again.push_back({0, path});
    enqueue(again, Urgency::at_once);
}

Result<void> IndexFollower::index_files(const Work& work) {
    uncommitted_.insert(work.paths.begin(), work.paths.end());
    indexed_up_to_ = std::max(indexed_up_to_, work.last_sequence);
    if (touched_during_rebuild_)
        touched_during_rebuild_->insert(work.paths.begin(), work.paths.end());
    ++writes_;
    if (!writer_) {
        auto opened = search::IndexWriter::open(workspace_.index_folder());
        if (!opened) return opened.error();
        writer_.emplace(std::move(*opened));
    }
    const content::Library& library = workspace_.library();
    const auto report =
        apply_changes(library, workspace_.index(), *writer_, changes_of(library, work.paths), {});
    if (!report) return report.error();
    look_again_at_duplicates(work);
    workspace_.problem_list().replace({work.paths.begin(), work.paths.end()}, report->problems);
    return {};
}

Result<void> IndexFollower::write_out() {
    if (!writer_) return {};
    auto committed = writer_->commit();
    ++writes_;
    if (!committed) return committed;
    writer_.reset();
    uncommitted_.clear();
    return {};
}

Result<void> IndexFollower::commit() {
    if (!writer_) return {};
    if (auto written = write_out(); !written) return written;
    workspace_.index().refresh();
    return forget_queued();
}

Result<void> IndexFollower::forget_queued() {
    workspace_.pending().remove_up_to(indexed_up_to_);
    return workspace_.database().remove_queued(indexed_up_to_);
}

Result<void> IndexFollower::follow() {
    const std::lock_guard working(work_mutex_);
    const Work work = take_work(kFilesAtOnce);
    if (work.paths.empty() && uncommitted_.empty()) return {};
    auto done = work.paths.empty() ? Result<void>() : index_files(work);
    const bool due = work.urgency == Urgency::at_once || work.paths.empty() ||
                     uncommitted_.size() >= kMostUncommitted;
    if (done && due) done = commit();
    if (!done) give_back();
    return done;
}

Result<void> IndexFollower::catch_up() {
    while (has_work())
        if (auto followed = follow(); !followed) return followed;
    return follow();
}

Result<IndexReport> IndexFollower::rebuild(const Progress& progress) {
    {
        const std::lock_guard working(work_mutex_);
        if (touched_during_rebuild_)
            return Error{ErrorKind::busy, "The index is being rebuilt already", "Wait for it", {}};
        touched_during_rebuild_.emplace();
    }
    std::set<std::string> unknown;  // files whose text is not the last one recorded
    const FileSeen seen = [&](const std::string& path, const std::string& text, EntryId) {
        const auto known = workspace_.database().last_fingerprint(path);
        if (known && *known != fingerprint(text)) unknown.insert(path);
    };
    auto report = rebuild_index(workspace_.library(), workspace_.index_folder(), progress, seen,
                                [&] { return !awake_; });
    auto in_use = [&]() -> Result<void> {
        const std::lock_guard working(work_mutex_);
        auto touched = *std::exchange(touched_during_rebuild_, std::nullopt);
        return report ? put_in_use(*report, std::move(touched)) : Result<void>();
    }();
    if (const auto recorded = record_outside_changes(workspace_, unknown); !recorded)
        log(recorded.error());
    if (!in_use) return in_use.error();
    return report;
}

// The new index goes into use only with what was saved while it was built: until then the old one answers, which has it.
Result<void> IndexFollower::put_in_use(const IndexReport& report, std::set<std::string> touched) {
    give_back();  // what was on its way into the old index
    ++writes_;
    workspace_.problem_list().replace_all(report.problems);
    const auto up_to_date = bring_up_to_date(std::move(touched));
    // An index that has less than there is does not answer; the files are read instead.
    if (!up_to_date) workspace_.health().set_damaged(up_to_date.error());
    if (auto reopened = workspace_.index().reopen(); !reopened) return reopened;
    if (!up_to_date) {
        give_back();
        return up_to_date;
    }
    workspace_.health().set_whole();
    return forget_queued();
}

Result<void> IndexFollower::bring_up_to_date(std::set<std::string> touched) {
    if (touched.empty()) return {};
    const auto built = search::Index::open(workspace_.index_folder(), 1);
    if (!built) return built.error();
    const auto versions = built->versions();
    if (!versions) return versions.error();
    std::erase_if(touched, [&](const std::string& path) {  // read as it is by the rebuild itself
        const auto stamp = workspace_.library().stamp(path);
        const auto known = versions->find(path);
        return stamp ? known != versions->end() && known->second == stamp->version
                     : known == versions->end();
    });
    if (touched.empty()) return {};
    auto added = index_files({touched, indexed_up_to_, Urgency::at_once});
    return added ? write_out() : added;
}

}  // namespace casebook::app
