// Keeps the index in line with the files while the program runs: takes the paths that were queued, reads their files, and commits.
//
// What a person saved is committed at once; the rows of an import may gather, because a commit costs the same for one file as
// for a thousand. Whoever calls follow() does the work: the background worker while serving, else the command itself. Thread-safe;
// one thread works at a time. Nothing is lost when the program dies in between: the queue is in the database, and the next start
// compares all files with the index.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/index_library.h"
#include "search/index_writer.h"
#include "store/revision.h"

namespace casebook::app {

class Workspace;

enum class Urgency {
    at_once,   // somebody may search for it in the next moment
    in_batch,  // part of many; committed when they are through, or after some thousands
};

class IndexFollower {
  public:
    explicit IndexFollower(Workspace& workspace) : workspace_(workspace) {}

    void enqueue(const std::vector<store::QueuedPath>& paths, Urgency urgency);

    // Waits until something is queued, stop_waiting() was called, or the time is over.
    void wait_for_work(std::chrono::milliseconds longest);

    // The program ends: whoever waits waits no longer, and a rebuild is given up.
    void stop_waiting();

    // Takes in what is queued now. Error: what kept it from the index; it stays queued, to be tried again.
    Result<void> follow();

    // The same until nothing is left, all committed.
    Result<void> catch_up();

    // Builds the whole index anew beside the one in use, which goes on serving and following; then swaps. Nothing that was saved is missing from
    // the answers for a moment. Error: busy when another rebuild runs, or the program ends.
    Result<IndexReport> rebuild(const Progress& progress);

    bool has_work() const;

    // How often the index was written by this program; when its files differ and this does not, something else wrote them.
    std::uint64_t writes() const { return writes_; }

    // Runs work() while nothing is written to the index.
    template <class Work>
    auto while_still(Work work) -> decltype(work()) {
        const std::lock_guard working(work_mutex_);
        give_back();
        return work();
    }

  private:
    struct Work {
        std::set<std::string> paths;
        std::int64_t last_sequence = 0;
        Urgency urgency = Urgency::in_batch;
    };
    Work take_work(std::size_t most);
    void give_back();
    Result<void> index_files(const Work& work);
    Result<void> commit();
    Result<void> write_out();
    Result<void> forget_queued();
    Result<void> bring_up_to_date(std::set<std::string> touched);
    Result<void> put_in_use(const IndexReport& report, std::set<std::string> touched);
    void look_again_at_duplicates(const Work& work);

    Workspace& workspace_;
    mutable std::mutex queue_mutex_;
    std::condition_variable queued_;
    std::deque<store::QueuedPath> queue_;
    Urgency urgency_ = Urgency::in_batch;  // of what is queued
    std::atomic<bool> awake_ = false;
    std::atomic<std::uint64_t> writes_ = 0;

    std::mutex work_mutex_;  // the rest belongs to who works
    std::optional<search::IndexWriter> writer_;
    std::set<std::string> uncommitted_;
    std::int64_t indexed_up_to_ = 0;
    std::optional<std::set<std::string>> touched_during_rebuild_;
};

}  // namespace casebook::app
