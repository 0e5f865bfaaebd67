// The threads behind the server. One takes saved files into the index moments after they were saved. One watches whether the
// index is whole, and builds it anew, beside the old one, when it is not or when much of it is superseded. One trains what is learnt from reuse.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/workspace.h"

namespace casebook::jobs {

struct WorkerTimes {
    std::chrono::milliseconds gather{50};           // saves that come together share a commit
    std::chrono::milliseconds between_looks{2000};  // at the index's files
    std::chrono::minutes between_checks{60};        // of every table and document
    std::chrono::milliseconds after_failed_rebuild{10'000};
    std::chrono::minutes after_failed_renewal{60};             // of an index that is worn and whole
    std::chrono::milliseconds between_trainings{5'000};        // of what is learnt from reuse
    std::chrono::milliseconds between_looks_at_cases{60'000};  // that it was trained with
};

class BackgroundWorker {
  public:
    explicit BackgroundWorker(app::Workspace& workspace, WorkerTimes times = {});
    ~BackgroundWorker();  // finishes what is queued
    BackgroundWorker(const BackgroundWorker&) = delete;
    BackgroundWorker& operator=(const BackgroundWorker&) = delete;

  private:
    void follow_saves();
    void follow_once();
    void watch_index();
    void check_index();
    void rebuild_index();
    void build_stand_in();
    void remove_stand_in();
    void renew_worn_index();
    void train_on_reuse();
    void look_at_edited_cases();
    bool sleep(std::chrono::milliseconds time);  // false: the worker is stopping

    app::Workspace& workspace_;
    WorkerTimes times_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point next_renewal_{};  // the watcher's own
    std::uint64_t looked_at_writes_ = 0;                    // the trainer's own, as the next
    std::chrono::steady_clock::time_point next_look_at_cases_{};
    std::condition_variable stop_;
    std::atomic<bool> stopping_ = false;
    std::thread follower_;
    std::thread watcher_;
    std::thread trainer_;
};

}  // namespace casebook::jobs
