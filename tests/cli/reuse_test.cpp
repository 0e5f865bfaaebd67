// `casebook reuse`, alone and through a running server.

#include <nlohmann/json.hpp>

#include "commands.h"
#include "support/desk.h"

namespace casebook {
namespace {

using nlohmann::json;

class ReuseCommand : public Commands {
  protected:
    fs::path events() const {
        return write("reuse.jsonl",
                     R"({"round":1,"text":"晚上老掉线","case":1001})"
                     "\n"
                     R"({"round":1,"text":"又断网 13812341234","case":"1001","verdict":"not_this"})"
                     "\n"
                     R"({"round":2,"text":"网又断了","case":1001})"
                     "\n"
                     R"({"round":1,"text":"网又断了","case":"nobody"})"
                     "\n");
    }
    json recorded(Words words) {
        words.insert(words.end(), {"--json"});
        return json::parse(run(words).output);
    }
    void expect_recorded_once() {
        const json first = recorded({"reuse", "--events", events(), "--until-round", "1"});
        EXPECT_EQ(first["recorded"], 2) << first;
        EXPECT_EQ(first["later"], 1);
        EXPECT_EQ(first["masked"], 1);
        EXPECT_EQ(first["refused"].size(), 1u);
        const json all = recorded({"reuse", "--events", events()});
        EXPECT_EQ(all["known"], 2) << all;
        EXPECT_EQ(all["recorded"], 1);
    }
};

TEST_F(ReuseCommand, AFileIsRecordedOnce) {
    expect_recorded_once();
    EXPECT_EQ(recorded({"check"})["reuses"], 3);
}

TEST_F(ReuseCommand, ARunningServerDoesTheWork) {
    const Serving server(content(), state());
    ASSERT_TRUE(server.listens(state()));
    expect_recorded_once();
}

TEST_F(ReuseCommand, RefusedRowsAreNamedAndGiveTheirExitCode) {
    const fs::path report = folder_.path() / "report.txt";
    const ProgramRun refused = run({"reuse", "--events", events(), "--report", report});
    EXPECT_EQ(refused.exit_code, kSomeRowsRefused) << refused.errors;
    EXPECT_NE(refused.errors.find("reuse.jsonl:4"), std::string::npos) << refused.errors;
    EXPECT_NE(test::value_of(read_file(report, 1 << 20)).find("nobody"), std::string::npos);
    EXPECT_EQ(refused.errors.find("13812341234"), std::string::npos);
}

TEST_F(ReuseCommand, WithoutAFileItIsWrongUse) {
    EXPECT_EQ(run({"reuse"}).exit_code, kWrongUse);
    EXPECT_EQ(run({"reuse", "--events", "/nowhere.jsonl"}).exit_code, kWrongUse);
}

}  // namespace
}  // namespace casebook
