#include "web/connection/refusal_log.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

using std::chrono::milliseconds;

TEST(RefusalLog, SaysEachReasonOnceASecondAndHowOften) {
    RefusalLog log;
    const RefusalLog::Time start{};
    EXPECT_EQ(log.count(RefusalReason::slow, start),
              "Refused with 408: request too slow (1 times)");
    EXPECT_TRUE(log.count(RefusalReason::bad_header, start));
    for (int i = 0; i < 50; ++i)
        EXPECT_FALSE(log.count(RefusalReason::slow, start + milliseconds(10 * i)));
    EXPECT_EQ(log.count(RefusalReason::slow, start + milliseconds(1000)),
              "Refused with 408: request too slow (51 times)");
}

}  // namespace
}  // namespace casebook::web
