#include "base/log.h"

#include <gtest/gtest.h>

#include <string>

namespace casebook {
namespace {

template <class Work>
std::string written_to_stderr(Work work) {
    testing::internal::CaptureStderr();
    work();
    return testing::internal::GetCapturedStderr();
}

// One test, because the first message opens stderr and a quiet log stays quiet.
TEST(Log, WritesOneLineAHappeningAndOnlyProblemsWhenQuiet) {
    const Error missing{ErrorKind::not_found, "The file is not there", "Look again", {"a.md", 0}};
    const Error broken{ErrorKind::io, "The disk is full", "", {"b.md", 2}};
    const auto happen = [&] {
        log(Severity::information, "Read 30 entries {}");
        log(missing);
        log(Severity::warning, "The clock went back");
        log(broken);
    };

    const std::string everything = written_to_stderr(happen);
    EXPECT_EQ(std::count(everything.begin(), everything.end(), '\n'), 4);
    EXPECT_NE(everything.find("Read 30 entries {}"), std::string::npos);
    EXPECT_NE(everything.find("The file is not there (a.md). Look again"), std::string::npos);

    quieten_log();
    const std::string problems = written_to_stderr(happen);
    EXPECT_EQ(std::count(problems.begin(), problems.end(), '\n'), 2);
    EXPECT_NE(problems.find("The clock went back"), std::string::npos);
    EXPECT_NE(problems.find("The disk is full (b.md:2)"), std::string::npos);
}

}  // namespace
}  // namespace casebook
