// The thread that looks after complaints every minute: owners are told what is due, what nobody moves is marked as stuck, half-done closings
// are finished, and contacts of what was closed long ago are forgotten.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/complaints/purge_contacts.h"

namespace casebook::jobs {

struct ComplaintRoundTimes {
    std::chrono::milliseconds between_rounds{60'000};
    std::chrono::days contacts_kept = app::kContactsKept;
};

class ComplaintRounds {
  public:
    explicit ComplaintRounds(app::Workspace& workspace, ComplaintRoundTimes times = {});
    ~ComplaintRounds();
    ComplaintRounds(const ComplaintRounds&) = delete;
    ComplaintRounds& operator=(const ComplaintRounds&) = delete;

  private:
    void run();
    void go_round();

    app::Workspace& workspace_;
    ComplaintRoundTimes times_;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace casebook::jobs
