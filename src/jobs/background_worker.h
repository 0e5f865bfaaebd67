// The thread behind the server: takes saved files into the index moments after they were saved.
#pragma once

#include <atomic>
#include <thread>

#include "app/workspace.h"

namespace casebook::jobs {

class BackgroundWorker {
  public:
    explicit BackgroundWorker(app::Workspace& workspace);
    ~BackgroundWorker();  // finishes what is queued
    BackgroundWorker(const BackgroundWorker&) = delete;
    BackgroundWorker& operator=(const BackgroundWorker&) = delete;

  private:
    void run();
    void follow();

    app::Workspace& workspace_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace casebook::jobs
