#include "jobs/background_worker.h"

#include "base/log.h"

namespace casebook::jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto kGather = 50ms;  // saves that come together share a commit
constexpr auto kLongestSleep = 1s;
constexpr int kTriesBeforeRebuild = 5;

}  // namespace

BackgroundWorker::BackgroundWorker(app::Workspace& workspace)
    : workspace_(workspace), thread_([this] { run(); }) {}

BackgroundWorker::~BackgroundWorker() {
    stopping_ = true;
    workspace_.follower().stop_waiting();
    thread_.join();
}

void BackgroundWorker::run() {
    while (!stopping_) {
        workspace_.follower().wait_for_work(kLongestSleep);
        if (!stopping_) std::this_thread::sleep_for(kGather);
        follow();
    }
}

// A moment's trouble (a full disk, a reader in the way) passes; a damaged index does not, and is built anew while a search finds
// what it still can and says so.
void BackgroundWorker::follow() {
    for (int attempt = 1; attempt <= kTriesBeforeRebuild; ++attempt) {
        const auto followed = workspace_.follower().follow();
        if (followed) return;
        log(followed.error());
        if (stopping_) return;
        if (followed.error().kind == ErrorKind::corrupt) break;
        std::this_thread::sleep_for(attempt * 200ms);
        if (attempt == kTriesBeforeRebuild) return;  // tried again in a second
    }
    workspace_.health().set_damaged({ErrorKind::corrupt, "The index is damaged", "", {}});
    if (const auto rebuilt = workspace_.follower().rebuild({}); !rebuilt) log(rebuilt.error());
}

}  // namespace casebook::jobs
