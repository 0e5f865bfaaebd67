// When complaints that gather on one case are news, and when they are an ordinary day.
#include "domain/burst.h"

#include <gtest/gtest.h>

namespace casebook {
namespace {

using namespace std::chrono_literals;

constexpr EntryId kCase = 1042;
const std::chrono::sys_seconds kNow =
    std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + 10h;

class Desk {
  public:
    Desk& add(int count, LinkStrength strength, std::chrono::minutes ago = 60min,
              EntryId case_id = kCase) {
        for (int i = 0; i < count; ++i) {
            const std::int64_t number = ++last_;
            complaints_.push_back(
                {number, "caller" + std::to_string(number), case_id, strength, kNow - ago});
        }
        return *this;
    }
    Desk& by_one_caller() {
        for (LinkedComplaint& complaint : complaints_) complaint.caller = "the same";
        return *this;
    }
    Desk& every_day(int a_day) {
        for (int day = 1; day <= 14; ++day) add(a_day, LinkStrength::confirmed, day * 24h);
        return *this;
    }
    std::vector<Burst> bursts() const { return find_bursts(complaints_, kNow); }

  private:
    std::vector<LinkedComplaint> complaints_;
    std::int64_t last_ = 0;
};

TEST(ABurst, IsThreeCallersWhoseAgentsNamedTheSameCase) {
    EXPECT_TRUE(Desk().add(2, LinkStrength::confirmed).bursts().empty());
    const auto bursts = Desk().add(3, LinkStrength::confirmed).bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].case_id, kCase);
    EXPECT_EQ(bursts[0].callers, 3u);
    EXPECT_EQ(bursts[0].strength, LinkStrength::confirmed);
    EXPECT_EQ(bursts[0].since, kNow - 60min);
}

TEST(ABurst, IsNotOneCallerWhoCallsAgainAndAgain) {
    EXPECT_TRUE(Desk().add(9, LinkStrength::confirmed).by_one_caller().bursts().empty());
}

TEST(ABurst, NeedsMoreCallersWhenItIsAGuess) {
    EXPECT_TRUE(Desk().add(3, LinkStrength::guessed).bursts().empty());
    const auto bursts = Desk().add(4, LinkStrength::guessed).bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].strength, LinkStrength::guessed);
}

TEST(ABurst, CountsGuessesBesideWhatWasConfirmed) {
    const auto bursts =
        Desk().add(2, LinkStrength::confirmed).add(2, LinkStrength::guessed).bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].callers, 4u);
}

TEST(ABurst, IsNotWhatComesEveryDay) {
    EXPECT_TRUE(Desk().every_day(6).add(4, LinkStrength::confirmed).bursts().empty());
    EXPECT_FALSE(Desk().every_day(6).add(14, LinkStrength::confirmed).bursts().empty());
}

TEST(ABurst, IsOverWhenItsComplaintsAreHoursOld) {
    EXPECT_TRUE(Desk().add(5, LinkStrength::confirmed, 5 * 60min).bursts().empty());
}

TEST(Bursts, ComeWithTheMostCallersFirst) {
    const auto bursts = Desk()
                            .add(3, LinkStrength::confirmed, 30min, 7)
                            .add(8, LinkStrength::confirmed, 30min, 9)
                            .bursts();
    ASSERT_EQ(bursts.size(), 2u);
    EXPECT_EQ(bursts[0].case_id, 9);
}

TEST(TheChanceOfSoMany, IsThatOfPoisson) {
    EXPECT_DOUBLE_EQ(chance_of_at_least(0, 2.0), 1);
    EXPECT_NEAR(chance_of_at_least(1, 1.0), 0.6321206, 1e-6);
    EXPECT_NEAR(chance_of_at_least(3, 1.0), 0.0803014, 1e-6);
    EXPECT_GT(chance_of_at_least(40, 0.01), 0);
}

}  // namespace
}  // namespace casebook
