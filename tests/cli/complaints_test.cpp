// `casebook import` of e-mails and of complaints in tables, alone and through a running server.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "support/desk.h"

namespace casebook {
namespace {

using nlohmann::json;

class ComplaintImportCommand : public Commands {
  protected:
    fs::path mail() const {
        return write("mail.eml",
                     "From: wang@example.com\nSubject: 宽带掉线\nMessage-ID: <1@example.com>\n"
                     "Content-Type: text/plain; charset=utf-8\n\n每晚掉线\n");
    }
    json imported(Words words) {
        words.push_back("--json");
        return json::parse(run(words).output);
    }
    void expect_taken_once() {
        EXPECT_EQ(imported({"import", mail()})["added"], 1);
        EXPECT_EQ(imported({"import", "--format", "eml", mail()})["unchanged"], 1);
        const fs::path table = write("t.csv", "complaint,external_id\n停机,c-1\n");
        EXPECT_EQ(imported({"import", "--kind", "complaint", table})["added"], 1);
        EXPECT_EQ(imported({"import", "--kind", "complaint", table})["unchanged"], 1);
    }
};

TEST_F(ComplaintImportCommand, TakesMailsAndTablesOnce) {
    expect_taken_once();
    EXPECT_EQ(run({"check"}).exit_code, 0);
}

TEST_F(ComplaintImportCommand, ARunningServerDoesTheWork) {
    const Serving server(content(), state());
    ASSERT_TRUE(server.listens(state()));
    expect_taken_once();
}

TEST_F(ComplaintImportCommand, WhatIsNoMailIsRefusedByName) {
    const fs::path none = write("none.eml", "hello");
    const ProgramRun refused = run({"import", none});
    EXPECT_EQ(refused.exit_code, kSomeRowsRefused) << refused.errors;
    EXPECT_NE(refused.errors.find("none.eml"), std::string::npos) << refused.errors;
    EXPECT_EQ(run({"import", mail(), "--owner", "nobody"}).exit_code, 2);
}

}  // namespace
}  // namespace casebook
