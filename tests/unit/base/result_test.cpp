#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace casebook {
namespace {

Error broken() {
    return {ErrorKind::io, "It broke", "", {}};
}

TEST(Result, HoldsAValue) {
    const Result<std::string> result = std::string("宽带");
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, "宽带");
    EXPECT_EQ(result->size(), 6u);
}

TEST(Result, HoldsAnError) {
    const Result<std::string> result = broken();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "It broke");
}

TEST(Result, GivesAValueAwayThatCannotBeCopied) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = std::move(*result);
    EXPECT_EQ(*taken, 7);
}

TEST(Result, OfNothingIsDoneOrAnError) {
    const Result<void> done;
    const Result<void> failed = broken();
    EXPECT_TRUE(done);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace casebook
