#include "jobs/complaint_rounds.h"

#include <gtest/gtest.h>

#include <atomic>

#include "app/complaints/take_complaint.h"
#include "app/people/accounts.h"
#include "support/desk.h"

namespace casebook::jobs {
namespace {

using namespace std::chrono_literals;
using test::value_of;

class Counter final : public app::ComplaintListener {
  public:
    explicit Counter(std::atomic<int>& told) : told_(told) {}
    void told(const std::string&, app::ComplaintNews) override { ++told_; }

  private:
    std::atomic<int>& told_;
};

TEST(TheRoundsOfComplaints, TellOwnersAndGoOnUntilTheyAreStopped) {
    test::Desk desk;
    app::Workspace& workspace = desk.open();
    std::atomic<int> told = 0;
    workspace.complaint_desk().use_listener(std::make_unique<Counter>(told));
    const Person agent =
        value_of(workspace.accounts().add({"agent07", "", Role::agent, ""}, {"test", ""}));
    value_of(app::take_complaint(workspace, agent, {"宽带掉线", "", "", "", "", {}, {}}));
    workspace.use_clock(
        std::make_unique<FixedClock>(*parse_timestamp("2026-11-21T13:00:00+08:00", {})));
    {
        const ComplaintRounds rounds(workspace, {1ms, app::kContactsKept});
        for (int i = 0; i < 2000 && told == 0; ++i) std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace casebook::jobs
