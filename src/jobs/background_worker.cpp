#include "jobs/background_worker.h"

#include <sys/resource.h>

#include <optional>
#include <string>

#include "base/log.h"
#include "search/index_check.h"

namespace casebook::jobs {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto kLongestWait = 1s;
constexpr int kTriesBeforeDamage = 5;

// On Linux: this thread alone, and those that it starts.
void give_way_to_others() {
    constexpr int kNiceness = 15;
    ::setpriority(PRIO_PROCESS, 0, kNiceness);
}

}  // namespace

BackgroundWorker::BackgroundWorker(app::Workspace& workspace, WorkerTimes times)
    : workspace_(workspace),
      times_(times),
      follower_([this] { follow_saves(); }),
      watcher_([this] { watch_index(); }),
      trainer_([this] { train_on_reuse(); }) {}

BackgroundWorker::~BackgroundWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    workspace_.follower().stop_waiting();
    follower_.join();
    watcher_.join();
    trainer_.join();
}

bool BackgroundWorker::sleep(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !stop_.wait_for(lock, time, [&] { return stopping_.load(); });
}

void BackgroundWorker::follow_saves() {
    while (!stopping_) {
        workspace_.follower().wait_for_work(kLongestWait);
        sleep(times_.gather);
        // What comes while the index is damaged stays queued until the new one is there.
        if (!workspace_.health().is_degraded()) follow_once();
    }
}

// A moment's trouble (a full disk, a reader in the way) passes; an index that goes on failing counts as damaged.
void BackgroundWorker::follow_once() {
    for (int attempt = 1; attempt <= kTriesBeforeDamage; ++attempt) {
        const auto followed = workspace_.follower().follow();
        if (followed) return;
        log(followed.error());
        const bool damaged = followed.error().kind == ErrorKind::corrupt;
        if (damaged && attempt == kTriesBeforeDamage)
            workspace_.health().set_damaged(followed.error());
        if (!sleep(attempt * 100ms)) return;
    }
}

void BackgroundWorker::watch_index() {
    std::optional<std::string> state;  // unknown at first, so a start ends with a check
    std::uint64_t writes = workspace_.follower().writes();
    auto last_check = SteadyClock::now();
    while (!stopping_) {
        if (workspace_.health().is_degraded()) {
            build_stand_in();
            rebuild_index();
        } else {
            remove_stand_in();
            renew_worn_index();
        }
        const std::uint64_t writes_now = workspace_.follower().writes();
        std::string state_now = search::index_file_state(workspace_.index_folder());
        const bool changed_by_others = state_now != state && (!state || writes_now == writes);
        const bool gone = state_now.empty();  // whoever wrote meanwhile
        const bool due = SteadyClock::now() - last_check >= times_.between_checks;
        if (changed_by_others || gone || due) {
            check_index();
            last_check = SteadyClock::now();
        }
        state = std::move(state_now);
        writes = writes_now;
        if (!workspace_.health().is_degraded() && !sleep(times_.between_looks)) return;
    }
}

// A check beside a writer may see half of a commit: only what is found while nobody writes counts.
void BackgroundWorker::check_index() {
    const auto folder = workspace_.index_folder();
    if (search::check_index(folder)) return;
    const auto checked =
        workspace_.follower().while_still([&] { return search::check_index(folder); });
    if (checked) return;
    log(checked.error());
    workspace_.health().set_damaged(checked.error());
}

void BackgroundWorker::rebuild_index() {
    log(Severity::information, "The index is being rebuilt from the files");
    const auto rebuilt = workspace_.follower().rebuild({});
    if (rebuilt) {
        log(Severity::information, "The index is whole again");
        return;
    }
    log(rebuilt.error());
    sleep(times_.after_failed_rebuild);
}

// Whoever asks meanwhile is answered from the newest files.
void BackgroundWorker::build_stand_in() {
    if (workspace_.stand_in().index()) return;
    const auto built = workspace_.stand_in().build([&] { return !stopping_; });
    if (!built) log(built.error());
}

void BackgroundWorker::remove_stand_in() {
    if (workspace_.stand_in().index()) workspace_.stand_in().remove();
}

// Nothing is wrong with it, it only is larger than it need be: what fails may wait, and whoever waits for a suggestion goes first.
void BackgroundWorker::renew_worn_index() {
    if (SteadyClock::now() < next_renewal_ || !workspace_.index().is_worn()) return;
    log(Severity::information, "Much of the index is superseded: it is built anew beside");
    std::thread([&] {
        give_way_to_others();
        const auto renewed = workspace_.follower().rebuild({});
        if (renewed) return log(Severity::information, "The new index is in use");
        log(renewed.error());
        next_renewal_ = SteadyClock::now() + times_.after_failed_renewal;
    }).join();
}

// What a case says is learnt, too. People save all day: once a while is enough.
void BackgroundWorker::look_at_edited_cases() {
    const std::uint64_t writes = workspace_.follower().writes();
    const bool is_too_soon = SteadyClock::now() < next_look_at_cases_;
    if (writes == looked_at_writes_ || is_too_soon || workspace_.health().is_degraded()) return;
    looked_at_writes_ = writes;
    workspace_.learning().look_again(workspace_.index());
    next_look_at_cases_ = SteadyClock::now() + times_.between_looks_at_cases;
}

// Training takes seconds of a whole core when much was learnt; whoever waits for a suggestion goes first.
void BackgroundWorker::train_on_reuse() {
    constexpr int kRestPerWork = 9;
    give_way_to_others();
    std::chrono::milliseconds rest{0};
    do {
        const auto start = SteadyClock::now();
        look_at_edited_cases();
        workspace_.learning().train(workspace_.index(), workspace_.clock().now());
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - start);
        rest = std::max(times_.between_trainings, kRestPerWork * took);
    } while (sleep(rest));
}

}  // namespace casebook::jobs
