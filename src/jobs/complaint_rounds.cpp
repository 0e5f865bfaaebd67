#include "jobs/complaint_rounds.h"

#include "app/complaints/nudge_complaints.h"
#include "base/log.h"

namespace casebook::jobs {

ComplaintRounds::ComplaintRounds(app::Workspace& workspace, ComplaintRoundTimes times)
    : workspace_(workspace), times_(times), thread_([this] { run(); }) {}

ComplaintRounds::~ComplaintRounds() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

void ComplaintRounds::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        go_round();
        lock.lock();
        stop_.wait_for(lock, times_.between_rounds, [&] { return stopping_; });
    }
}

// What fails is tried again in a minute; each stands for itself.
void ComplaintRounds::go_round() {
    if (const auto settled = app::settle_reuses(workspace_); !settled) log(settled.error());
    if (const auto nudged = app::nudge_complaints(workspace_); !nudged) log(nudged.error());
    if (const auto purged = app::purge_contacts(workspace_, times_.contacts_kept); !purged)
        log(purged.error());
}

}  // namespace casebook::jobs
