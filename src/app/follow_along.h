// Has the index follow on a thread of its own while a long import writes files on another: each takes about half of the time.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "app/workspace.h"

namespace casebook::app {

class FollowAlong {
  public:
    explicit FollowAlong(Workspace& workspace)
        : workspace_(workspace), thread_([this] { run(); }) {}
    ~FollowAlong() {
        stopping_ = true;
        thread_.join();
    }
    FollowAlong(const FollowAlong&) = delete;
    FollowAlong& operator=(const FollowAlong&) = delete;

  private:
    // An error is met again, and told, by who catches up at the end.
    void run() {
        constexpr std::chrono::milliseconds kLook{20};
        while (!stopping_)
            if (!workspace_.follower().has_work() || !workspace_.follower().follow())
                std::this_thread::sleep_for(kLook);
    }

    Workspace& workspace_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace casebook::app
